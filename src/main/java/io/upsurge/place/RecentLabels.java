package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was found out about label sets, as long as they are asked for: two maps, of which the older one is let go when the
 * newer one has served its time. Weighs label sets, so that long ones do not take more memory than many short ones. May be
 * used by several threads; asking takes no lock.
 *
 * @param <V> what was found out
 */
final class RecentLabels<V> {
    private static final int CHARACTERS_PER_WEIGHT = 1_024;

    private volatile Maps<V> maps = new Maps<>(new Weighed<>(), new Weighed<>());

    private record Maps<V>(Weighed<V> young, Weighed<V> old) {}

    private record Entry<V>(V value, int weight) {}

    private static final class Weighed<V> {
        private final ConcurrentHashMap<SeriesLabels, Entry<V>> entries = new ConcurrentHashMap<>();
        private final LongAdder weight = new LongAdder();

        void put(SeriesLabels labels, Entry<V> entry) {
            Entry<V> before = entries.put(labels, entry);
            weight.add(entry.weight - (before == null ? 0 : before.weight));
        }

        Entry<V> take(SeriesLabels labels) {
            Entry<V> entry = entries.remove(labels);
            if (entry != null) {
                weight.add(-entry.weight);
            }
            return entry;
        }
    }

    /** What was put for the labels; null if nothing, or too long ago. */
    V get(SeriesLabels labels) {
        Maps<V> now = maps;
        Entry<V> young = now.young.entries.get(labels);
        if (young != null) {
            return young.value;
        }
        Entry<V> old = now.old.take(labels);
        if (old == null) {
            return null;
        }
        now.young.put(labels, old);
        return old.value;
    }

    /**
     * Remembers.
     *
     * @param characters length of all labels together
     */
    void put(SeriesLabels labels, V value, int characters) {
        Maps<V> now = maps;
        now.old.take(labels);
        now.young.put(labels, new Entry<>(value, 1 + characters / CHARACTERS_PER_WEIGHT));
    }

    /** Weight of all that is remembered: one for each label set, and one more for each kilobyte of it. */
    long weight() {
        Maps<V> now = maps;
        return now.young.weight.sum() + now.old.weight.sum();
    }

    /** Lets go what was not asked for since the last call. */
    synchronized void age() {
        maps = new Maps<>(new Weighed<>(), maps.young);
    }
}
