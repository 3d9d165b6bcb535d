package io.upsurge.ingest.topics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of several partitions in the order of their times, as far as they are there: so that a partition that is
 * read faster than another does not close windows for which the other still has records. Within a partition the order stays.
 * For one thread.
 */
final class TimeMerge {
    private static final int MOST_BYTES = 16 << 20;
    private static final int ENOUGH_BYTES = 4 << 20;

    private final int enough;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    /**
     * Nothing waits yet.
     *
     * @param enough how many records of a partition may wait before no more of it should be fetched
     */
    TimeMerge(int enough) {
        this.enough = enough;
    }

    /** Adds what was fetched. */
    void add(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            waiting.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), partition -> new ArrayDeque<>())
                    .add(record);
        }
    }

    /** Forgets what waits of partitions that belong to somebody else now. */
    void drop(Collection<TopicPartition> partitions) {
        partitions.forEach(waiting::remove);
    }

    /**
     * Takes the records that come next.
     *
     * @param assigned the partitions that are read
     * @param behind whether a partition of which none waits has records that were not fetched yet; nothing is taken past them
     * @param most how many at most
     */
    List<ConsumerRecord<byte[], byte[]>> take(
            Set<TopicPartition> assigned, Predicate<TopicPartition> behind, int most) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < most && bytes < MOST_BYTES) {
            Deque<ConsumerRecord<byte[], byte[]>> first = null;
            for (TopicPartition partition : assigned) {
                Deque<ConsumerRecord<byte[], byte[]>> queue = waiting.get(partition);
                if (queue == null || queue.isEmpty()) {
                    if (behind.test(partition)) {
                        return taken;
                    }
                } else if (first == null
                        || queue.getFirst().timestamp() < first.getFirst().timestamp()) {
                    first = queue;
                }
            }
            if (first == null) {
                return taken;
            }
            bytes += Math.max(first.getFirst().serializedValueSize(), 0);
            taken.add(first.removeFirst());
        }
        return taken;
    }

    /** Partitions of which enough waits. */
    Set<TopicPartition> full() {
        Set<TopicPartition> full = new HashSet<>();
        waiting.forEach((partition, queue) -> {
            if (queue.size() >= enough || bytes(queue) >= ENOUGH_BYTES) {
                full.add(partition);
            }
        });
        return full;
    }

    private static long bytes(Collection<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().mapToLong(ConsumerRecord::serializedValueSize).sum();
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return waiting.values().stream().allMatch(Deque::isEmpty);
    }
}
