package io.upsurge.app.demo;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What the topology has said so far: committed records of both output topics, from the beginning. Not thread-safe. */
public final class Outputs implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final UpsurgeConfig.Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<VersionRate> rateDecoder;
    private final Deserializer<Anomaly> anomalyDecoder;
    private final List<VersionRate> rates = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    /** Reads the outputs of a configuration, whose topics exist. */
    public Outputs(UpsurgeConfig config, Contracts contracts) {
        topics = config.topics();
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rateDecoder = contracts.serdes().versionRates().deserializer();
        anomalyDecoder = contracts.serdes().anomalies().deserializer();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.versionRates(), topics.anomalies())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has been committed since; waits a tenth of a second at most. Returns the new rates. */
    public List<VersionRate> poll() {
        List<VersionRate> fresh = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.topic().equals(topics.anomalies())) {
                anomalies.add(anomalyDecoder.deserialize(record.topic(), record.value()));
            } else {
                fresh.add(rateDecoder.deserialize(record.topic(), record.value()));
            }
        }
        rates.addAll(fresh);
        return fresh;
    }

    /** Reads up to what is committed at this moment. */
    public void catchUp() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    /** Every rate read so far. */
    public List<VersionRate> rates() {
        return List.copyOf(rates);
    }

    /** Every change of every anomaly read so far. */
    public List<Anomaly> anomalies() {
        return List.copyOf(anomalies);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
