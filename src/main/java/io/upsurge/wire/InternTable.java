package io.upsurge.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Values by the bytes they were read from, so that what repeats in every record is built once. A look-up allocates nothing.
 * Bounded in entries and bytes: a full table is cleared. Not safe for use by several threads.
 *
 * @param <T> what is read, immutable
 */
public final class InternTable<T> {
    static final int MAX_ENTRIES = 65_536;
    static final int MAX_KEY_BYTES = 8 << 20;

    private final Map<Slice, T> values = new HashMap<>();
    private final Slice probe = new Slice();
    private int keyBytes;

    /** An empty table. */
    public InternTable() {}

    /** The value read from these bytes before; null if there is none. */
    public T get(byte[] bytes, int from, int to) {
        probe.set(bytes, from, to);
        return values.get(probe);
    }

    /** Remembers the value read from these bytes, which are copied. */
    public T put(byte[] bytes, int from, int to, T value) {
        if (values.size() >= MAX_ENTRIES || keyBytes + (to - from) > MAX_KEY_BYTES) {
            values.clear();
            keyBytes = 0;
        }
        if (to - from <= MAX_KEY_BYTES) {
            Slice key = new Slice();
            key.set(Arrays.copyOfRange(bytes, from, to), 0, to - from);
            values.put(key, value);
            keyBytes += to - from;
        }
        return value;
    }

    int size() {
        return values.size();
    }

    /** A part of an array. Comparable so that hostile keys with equal hashes cost a tree and not a list. */
    private static final class Slice implements Comparable<Slice> {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

        private byte[] bytes = {};
        private int from;
        private int to;
        private int hash;

        private void set(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.from = from;
            this.to = to;
            this.hash = hash(bytes, from, to);
        }

        private static int hash(byte[] bytes, int from, int to) {
            long hash = (long) to - from;
            int i = from;
            for (; i + Long.BYTES <= to; i += Long.BYTES) {
                hash = mix(hash ^ (long) LONGS.get(bytes, i));
            }
            for (; i < to; i++) {
                hash = mix(hash ^ bytes[i]);
            }
            return (int) (hash ^ (hash >>> 32));
        }

        private static long mix(long value) {
            long product = value * MULTIPLIER;
            return product ^ (product >>> 29);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice that
                    && hash == that.hash
                    && Arrays.equals(bytes, from, to, that.bytes, that.from, that.to);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Slice other) {
            return Arrays.compare(bytes, from, to, other.bytes, other.from, other.to);
        }
    }
}
