package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.embedded.NoBrokerException;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.topics.TopicCheck;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;

/**
 * {@code upsurge warm-up}: uses the classes that take long to load and ends. The launcher records them in an archive from
 * which the JVM starts faster. Not for people, so the help does not list it.
 */
@Command(name = "warm-up", hidden = true, description = "Loads what takes long to load.")
public final class WarmUpCommand implements Callable<Integer> {
    private static final UpsurgeConfig.Topics TOPICS = new UpsurgeConfig.Topics("warm-up.", 1, (short) 1);

    private final ConfigSource source;

    /**
     * A command.
     *
     * @param source reads the configuration
     */
    public WarmUpCommand(ConfigSource source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        return NoBrokerException.brokerIsThere() ? withBroker() : withoutBroker();
    }

    /** The clients are made, and find nobody. */
    private int withoutBroker() {
        UpsurgeConfig config = source.load(
                Optional.empty(), List.of("kafka.bootstrap.servers=127.0.0.1:9", "registry.url=mock://warm-up"));
        Contracts contracts = Contracts.of(config);
        contracts.subjects().register(contracts.registry());
        try (Pipeline pipeline = new Pipeline(config, TOPICS.partitions(), contracts.forTopology());
                Admin admin = KafkaClients.admin(config.kafka(), "warm-up")) {
            return pipeline.hasFailed() || admin.metrics().isEmpty()
                    ? ExitCode.INTERNAL.status()
                    : ExitCode.OK.status();
        }
    }

    private static int withBroker() {
        TopicPlan plan = TopicPlan.of(TOPICS);
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Admin admin = KafkaClients.admin(Map.of("bootstrap.servers", kafka.bootstrapServers()), "warm-up")) {
            new TopicProvisioner(admin, Duration.ofSeconds(30)).createMissing(plan);
            return new TopicCheck(admin).differences(plan).isEmpty()
                    ? ExitCode.OK.status()
                    : ExitCode.INTERNAL.status();
        }
    }
}
