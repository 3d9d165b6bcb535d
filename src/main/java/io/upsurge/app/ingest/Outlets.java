package io.upsurge.app.ingest;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kafka.ProducerSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes what inputs write to. */
final class Outlets {
    private Outlets() {}

    /**
     * An outlet to the topics.
     *
     * @param clientId names the producer in logs and metrics
     */
    static KafkaOutlet open(UpsurgeConfig config, Contracts contracts, String clientId) {
        return new KafkaOutlet(
                new KafkaProducer<>(
                        ProducerSettings.of(config.kafka(), clientId),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                contracts.serdes().samples().serializer(),
                contracts.serdes().rollouts().serializer(),
                config.topics().samples(),
                config.topics().rollouts());
    }
}
