package io.upsurge.app.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kafka.ProducerSettings;
import io.upsurge.place.LabelPlaces;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the inputs of a process have in common.
 *
 * @param config the configuration
 * @param clock tells the present
 * @param registry takes the metrics
 * @param producer writes to Kafka; closed with the outlet
 * @param clientMetrics shows metrics of the producer
 * @param outlet writes scrapes, heartbeats and facts
 * @param heartbeats says how far each cluster is
 * @param places knows whose series is whose; what one input tells of pods serves the others
 */
record Common(
        UpsurgeConfig config,
        Clock clock,
        MeterRegistry registry,
        Producer<byte[], byte[]> producer,
        KafkaClientMetrics clientMetrics,
        KafkaOutlet outlet,
        Heartbeats heartbeats,
        LabelPlaces places)
        implements AutoCloseable {

    static Common of(UpsurgeConfig config, Contracts contracts, Clock clock, MeterRegistry registry) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of(config.kafka(), "upsurge-inputs"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        KafkaOutlet outlet = new KafkaOutlet(
                producer,
                contracts.serdes().samples().serializer(),
                contracts.serdes().rollouts().serializer(),
                config.topics().samples(),
                config.topics().rollouts());
        Heartbeats heartbeats = new Heartbeats(
                outlet,
                clock::millis,
                config.engine().futureToleranceMs(),
                config.receiver().maxClusters(),
                registry);
        heartbeats.start(Duration.ofMillis(config.receiver().heartbeatMs()));
        KafkaClientMetrics clientMetrics = new KafkaClientMetrics(producer);
        clientMetrics.bindTo(registry);
        return new Common(
                config,
                clock,
                registry,
                producer,
                clientMetrics,
                outlet,
                heartbeats,
                new LabelPlaces(config.signals(), config.labels()));
    }

    /** Says how far the clusters came, and waits for what is on its way. */
    @Override
    public void close() {
        heartbeats.close();
        clientMetrics.close();
        outlet.close();
    }
}
