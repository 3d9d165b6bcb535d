package io.upsurge.format.remotewrite;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers what was made of ranges of bytes. Its size is fixed: what finds no free place takes another's, so a hit is never
 * wrong and a miss is always possible. Safe for use by several threads, without locks.
 *
 * @param <V> what was made
 */
final class RangeCache<V> {
    private static final int WAYS = 4;

    private final AtomicReferenceArray<Entry<V>> entries;

    /**
     * An empty one.
     *
     * @param size places; rounded up to a power of two
     */
    RangeCache(int size) {
        entries = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(size, WAYS) * 2 - 1));
    }

    /** What was made of these ranges; null where it is not remembered. */
    V get(ByteRanges ranges) {
        int hash = ranges.hash();
        for (int way = 0; way < WAYS; way++) {
            Entry<V> entry = entries.get(place(hash, way));
            if (entry != null && entry.hash == hash && ranges.equalsCopy(entry.bytes, entry.lengths)) {
                return entry.value;
            }
        }
        return null;
    }

    /** Remembers it. */
    void put(ByteRanges ranges, V value) {
        int hash = ranges.hash();
        Entry<V> entry = new Entry<>(hash, ranges.copy(), ranges.copyLengths(), value);
        for (int way = 0; way < WAYS; way++) {
            if (entries.compareAndSet(place(hash, way), null, entry)) {
                return;
            }
        }
        entries.set(place(hash, hash >>> 30), entry);
    }

    private int place(int hash, int way) {
        return ((hash & -WAYS) | way) & entries.length() - 1;
    }

    private static final class Entry<V> {
        private final int hash;
        private final byte[] bytes;
        private final int[] lengths;
        private final V value;

        private Entry(int hash, byte[] bytes, int[] lengths, V value) {
            this.hash = hash;
            this.bytes = bytes;
            this.lengths = lengths;
            this.value = value;
        }
    }
}
