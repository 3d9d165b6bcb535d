package io.upsurge.format.text;

import java.util.Arrays;

/**
 * Series by the bytes of their text. A text that comes again, as a page does with every scrape, makes no objects. Of fixed
 * size: a new series takes the place of another where there is no room, and whatever is in it, a look-up takes a few steps.
 */
final class SeriesCache {
    private static final int MAX_KEY_BYTES = 1 << 10;
    private static final int WAYS = 8;

    private final int mask;
    private final byte[][] keys;
    private final int[] hashes;
    private final KnownSeries[] values;

    /**
     * An empty cache.
     *
     * @param size how many series it holds at most, a power of two
     */
    SeriesCache(int size) {
        mask = size - 1;
        keys = new byte[size][];
        hashes = new int[size];
        values = new KnownSeries[size];
    }

    /** The series of that text; null where it is not known. */
    KnownSeries get(byte[] text, int from, int to, int hash) {
        int home = home(hash);
        for (int way = 0; way < WAYS; way++) {
            int slot = (home + way) & mask;
            byte[] key = keys[slot];
            if (key != null && hashes[slot] == hash && Arrays.equals(key, 0, key.length, text, from, to)) {
                return values[slot];
            }
        }
        return null;
    }

    void put(byte[] text, int from, int to, int hash, KnownSeries series) {
        if (to - from > MAX_KEY_BYTES) {
            return;
        }
        int home = home(hash);
        int slot = home;
        for (int way = 0; way < WAYS && keys[slot] != null; way++) {
            slot = (home + way) & mask;
        }
        slot = keys[slot] == null ? slot : home;
        keys[slot] = Arrays.copyOfRange(text, from, to);
        hashes[slot] = hash;
        values[slot] = series;
    }

    private int home(int hash) {
        return ((hash * 0x9E3779B9) >>> 8) & mask;
    }
}
