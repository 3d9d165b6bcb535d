package io.upsurge.deliver.alertmanager;

import io.upsurge.model.Anomaly;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The anomalies that are open, as the compacted topic has them. It also holds those whose changes retention has deleted from
 * the other topic. Both topics have the same keys, and so the same partitions.
 *
 * @param consumers makes clients that read committed records in no group
 * @param all the topic of all changes
 * @param open the compacted topic
 * @param decoder decodes both
 */
record OpenTopic(Supplier<Consumer<byte[], byte[]>> consumers, String all, String open, Deserializer<Anomaly> decoder)
        implements IntFunction<List<Anomaly>> {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Of a partition; empty where it cannot be read, which is logged. */
    @Override
    public List<Anomaly> apply(int partition) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            if (consumer.partitionsFor(open).size()
                    != consumer.partitionsFor(all).size()) {
                LOG.warn("{} and {} do not have the same number of partitions: old anomalies are not told", open, all);
                return List.of();
            }
            return read(consumer, new TopicPartition(open, partition));
        } catch (KafkaException e) {
            LOG.warn(
                    "{} cannot be read: anomalies older than the records of {} are not told: {}",
                    open,
                    all,
                    e.toString());
            return List.of();
        }
    }

    private List<Anomaly> read(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        Map<String, Anomaly> anomalies = new LinkedHashMap<>();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                take(read, anomalies);
            }
        }
        return new ArrayList<>(anomalies.values());
    }

    private void take(ConsumerRecord<byte[], byte[]> read, Map<String, Anomaly> anomalies) {
        String id = new String(read.key(), StandardCharsets.UTF_8);
        try {
            Anomaly anomaly = decoder.deserialize(read.topic(), read.value());
            if (anomaly == null) {
                anomalies.remove(id);
            } else {
                anomalies.put(id, anomaly);
            }
        } catch (SerializationException e) {
            LOG.error("Nobody is told of {}-{}@{}: {}", read.topic(), read.partition(), read.offset(), e.getMessage());
        }
    }
}
