package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.topics.TopicCheck;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;

/**
 * {@code upsurge warm-up}: uses the classes that take long to load and ends. The launcher records them in an archive from
 * which the JVM starts faster. Not for people, so the help does not list it.
 */
@Command(name = "warm-up", hidden = true, description = "Starts and stops an embedded broker.")
public final class WarmUpCommand implements Callable<Integer> {
    private static final UpsurgeConfig.Topics TOPICS = new UpsurgeConfig.Topics("warm-up.", 1, (short) 1);

    @Override
    public Integer call() {
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
