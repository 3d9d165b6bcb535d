package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.embedded.NoBrokerException;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and a registry in this process, for trying things out. The registry keeps nothing: its schemas are registered at
 * each start, in the same order, under the same ids.
 *
 * @param kafka the broker
 * @param registry the registry
 */
record EmbeddedStack(EmbeddedKafka kafka, DevRegistry registry) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Starts both on free loopback ports.
     *
     * @param dataDir where the broker keeps its data; empty for a temporary folder that is deleted at the end
     * @throws NoBrokerException if this distribution has none
     */
    static EmbeddedStack start(Optional<Path> dataDir) {
        NoBrokerException.requireBroker();
        EmbeddedKafka kafka = dataDir.map(EmbeddedKafka::start).orElseGet(EmbeddedKafka::startTemporary);
        try {
            return new EmbeddedStack(kafka, DevRegistry.start(0));
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** What {@code --set} must say to use this stack. */
    List<String> overrides() {
        return List.of(
                "kafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "registry.url=" + registry.url(),
                "topics.replication-factor=1");
    }

    /** Creates the topics and registers the schemas. */
    void provision(UpsurgeConfig config, Contracts contracts) {
        try (Admin admin = KafkaClients.admin(config.kafka(), "upsurge-embedded")) {
            new TopicProvisioner(admin, PATIENCE).createMissing(TopicPlan.of(config.topics()));
        }
        contracts.subjects().register(contracts.registry());
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
    }
}
