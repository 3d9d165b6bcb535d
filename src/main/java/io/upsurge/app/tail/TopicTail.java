package io.upsurge.app.tail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic from a place on, as {@code tail -f} reads a file. Belongs to no consumer group and leaves nothing behind.
 * Records of a partition come in order; partitions that are added meanwhile are not read.
 */
public final class TopicTail {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Clock clock;

    /**
     * A tail.
     *
     * @param consumer client that reads, without a group; not closed here
     * @param clock what ages are counted back from
     */
    public TopicTail(Consumer<byte[], byte[]> consumer, Clock clock) {
        this.consumer = consumer;
        this.clock = clock;
    }

    /**
     * Reads until as many records as wanted were read or, when not following, until the end that the topic has now.
     *
     * @param topic name of the topic
     * @param from where to begin
     * @param max most records to read
     * @param follow whether to wait for more records at the end
     * @param sink takes each record; says whether it wants more
     * @throws TailException if the topic does not exist
     */
    public void read(
            String topic, TailStart from, long max, boolean follow, Predicate<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        seek(partitions, from);
        Map<TopicPartition, Long> end = follow ? Map.of() : consumer.endOffsets(partitions);
        long left = max;
        while (left > 0 && (follow || !reached(end))) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> read : batch) {
                if (!follow && read.offset() >= end.get(new TopicPartition(read.topic(), read.partition()))) {
                    continue;
                }
                if (left == 0 || !sink.test(read)) {
                    return;
                }
                left--;
            }
        }
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new TailException("there is no topic " + topic + "; 'upsurge topics create' makes it");
        }
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void seek(List<TopicPartition> partitions, TailStart from) {
        if (from instanceof TailStart.Since since) {
            seekSince(partitions, clock.instant().minus(since.age()));
        } else if (from instanceof TailStart.Beginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // fixes the end now, not at the first poll
        }
    }

    private void seekSince(List<TopicPartition> partitions, Instant instant) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, instant.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
                consumer.position(partition);
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> end) {
        return end.entrySet().stream().allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }
}
