package io.upsurge.app.bench;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** The floor: a plain consumer that reads a topic to its end and does nothing with it. */
final class DrainJob {
    private static final Duration POLL = Duration.ofSeconds(10);

    private final BenchTopics topics;
    private final long records;

    DrainJob(BenchTopics topics, long records) {
        this.topics = topics;
        this.records = records;
    }

    /**
     * Reads all samples.
     *
     * @return what three quarters of it took
     * @throws IllegalStateException if the topic holds fewer records than expected
     */
    <T> Reading run(Deserializer<T> deserializer) {
        List<TopicPartition> partitions =
                topics.partitions(topics.config().topics().samples());
        Progress progress = new Progress(records);
        try (KafkaConsumer<byte[], T> consumer = topics.consumer(deserializer)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!progress.complete()) {
                ConsumerRecords<byte[], T> read = consumer.poll(POLL);
                if (read.isEmpty()) {
                    throw new IllegalStateException(
                            "the topic holds " + progress.done() + " records instead of " + records);
                }
                read.forEach(each -> progress.one());
            }
            return progress.sinceQuarter();
        }
    }
}
