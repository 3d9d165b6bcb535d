package io.upsurge.ingest.topics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.Parts;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.Places;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Starts readers of topics. */
public final class TopicReaders {
    private TopicReaders() {}

    /**
     * Starts a reader, and shows metrics of its consumer.
     *
     * @param kafka settings of the Kafka clients as the user gives them
     * @param group consumer group of all readers of these topics
     * @param inputs the topics
     * @param places knows whose series is whose
     * @param announced makes facts of announcements
     * @param outlet where scrapes and facts go
     * @param deadLetters sends records that cannot be read; not closed with the reader
     * @param deadLettersTopic topic these go to
     * @param heartbeats is told how far each cluster is
     * @param registry for what is counted
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a reading may be dated, milliseconds
     */
    public static AutoCloseable start(
            Map<String, String> kafka,
            String group,
            List<TopicInput> inputs,
            Places places,
            AnnouncedFacts announced,
            Outlet outlet,
            Producer<byte[], byte[]> deadLetters,
            String deadLettersTopic,
            Heartbeats heartbeats,
            MeterRegistry registry,
            LongSupplier nowMs,
            long futureToleranceMs) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(kafka, group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicReader reader = new TopicReader(
                consumer,
                inputs,
                new Batch(inputs, places, announced),
                outlet,
                new DeadLetters(deadLetters, deadLettersTopic),
                heartbeats,
                registry,
                nowMs,
                futureToleranceMs);
        reader.start();
        Parts parts = new Parts();
        parts.add(reader);
        parts.add(new KafkaClientMetrics(consumer)).bindTo(registry);
        return parts;
    }

    private static Map<String, Object> settings(Map<String, String> kafka, String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Where nothing is committed yet, such as in a new partition, nothing is skipped.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putAll(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
