package io.upsurge.deliver;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is yet to be told, and how far its partitions are done. The changes of one anomaly keep their order; different
 * anomalies do not wait for each other, so that one which is not taken holds back no other. Not safe for use by several
 * threads.
 *
 * @param <T> what an item carries
 */
final class Outbox<T> {
    /** Offset of an item that comes before every record of its partition. */
    static final long BEFORE_ALL = -1;

    private final Map<String, Deque<Item<T>>> byAnomaly = new LinkedHashMap<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private int size;

    /** One change to be told. */
    static final class Item<T> {
        private final String anomaly;
        private final int partition;
        private final long offset;
        private final T content;
        private int failures;
        private long firstFailedMs;
        private long dueMs;

        private Item(String anomaly, int partition, long offset, T content) {
            this.anomaly = anomaly;
            this.partition = partition;
            this.offset = offset;
            this.content = content;
        }

        T content() {
            return content;
        }

        int partition() {
            return partition;
        }

        /** Notes a failure; gives back how many there were. */
        int failed(long nowMs) {
            firstFailedMs = failures == 0 ? nowMs : firstFailedMs;
            return ++failures;
        }

        void notBefore(long ms) {
            dueMs = ms;
        }

        /** When it failed first; 0 if it did not. */
        long firstFailedMs() {
            return firstFailedMs;
        }
    }

    /** Takes what a record says; the partition is read up to and including it. */
    void add(String anomaly, int partition, long offset, T content) {
        byAnomaly
                .computeIfAbsent(anomaly, id -> new ArrayDeque<>())
                .add(new Item<>(anomaly, partition, offset, content));
        size++;
        if (offset != BEFORE_ALL) {
            readUpTo(partition, offset + 1);
        }
    }

    /** Notes how far a partition is read. */
    void readUpTo(int partition, long offset) {
        next.merge(partition, offset, Math::max);
    }

    /** The item to try now: due, the oldest of its anomaly, of these one that failed least, so that none keeps others waiting. */
    Optional<Item<T>> due(long nowMs) {
        return byAnomaly.values().stream()
                .map(Deque::getFirst)
                .filter(item -> item.dueMs <= nowMs)
                .min(Comparator.comparingInt(item -> item.failures));
    }

    /** When the next item may be tried; empty without one. */
    OptionalLong nextDueMs() {
        return byAnomaly.values().stream()
                .map(Deque::getFirst)
                .mapToLong(item -> item.dueMs)
                .min();
    }

    /** Takes out an item that is dealt with. */
    void done(Item<T> item) {
        Deque<Item<T>> items = byAnomaly.get(item.anomaly);
        if (items == null || items.peekFirst() != item) {
            return;
        }
        items.removeFirst();
        size--;
        byAnomaly.remove(item.anomaly);
        if (!items.isEmpty()) {
            byAnomaly.put(item.anomaly, items);
        }
    }

    /** How many items there are. */
    int size() {
        return size;
    }

    /** All items, the oldest of each anomaly first. */
    Iterable<Item<T>> items() {
        return () -> byAnomaly.values().stream().flatMap(Deque::stream).iterator();
    }

    /** By partition the offset before which everything is dealt with; left out where something precedes all records. */
    Map<Integer, Long> committable() {
        Map<Integer, Long> offsets = new HashMap<>(next);
        for (Item<T> item : items()) {
            offsets.merge(item.partition, item.offset, Math::min);
        }
        offsets.values().removeIf(offset -> offset == BEFORE_ALL);
        return offsets;
    }

    /** Forgets a partition. */
    void drop(int partition) {
        next.remove(partition);
        Iterator<Deque<Item<T>>> all = byAnomaly.values().iterator();
        while (all.hasNext()) {
            Deque<Item<T>> items = all.next();
            int before = items.size();
            items.removeIf(item -> item.partition == partition);
            size -= before - items.size();
            if (items.isEmpty()) {
                all.remove();
            }
        }
    }
}
