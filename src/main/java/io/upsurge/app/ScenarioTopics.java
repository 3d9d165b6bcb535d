package io.upsurge.app;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.simulate.SimulatedRecord;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a configuration, ready to take the records of a scenario. */
final class ScenarioTopics implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final ScenarioLoader loader;

    ScenarioTopics(UpsurgeConfig config, Contracts contracts) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "client.id", "upsurge-simulate",
                "acks", "all",
                "enable.idempotence", "true",
                "compression.type", "lz4",
                "linger.ms", "20",
                "batch.size", String.valueOf(256 << 10)));
        settings.putAll(config.kafka());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        loader = new ScenarioLoader(
                producer,
                contracts.serdes().samples().serializer(),
                contracts.serdes().rollouts().serializer(),
                config.topics().samples(),
                config.topics().rollouts(),
                producer.partitionsFor(config.topics().samples()).size());
    }

    /** Sends all records and waits until every one is acknowledged; see {@link ScenarioLoader#load}. */
    long load(Iterator<SimulatedRecord> records, LongConsumer progress) {
        return loader.load(records, progress);
    }

    @Override
    public void close() {
        producer.close();
    }
}
