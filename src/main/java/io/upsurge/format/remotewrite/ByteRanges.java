package io.upsurge.format.remotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Pieces of an array of bytes, in order, of which nothing has been copied yet. Reused from series to series. */
final class ByteRanges {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final byte[] bytes;
    private final int[] starts;
    private final int[] lengths;
    private int count;
    private int totalLength;
    private int hash;

    /**
     * No pieces yet.
     *
     * @param bytes what they are of
     * @param capacity most pieces
     */
    ByteRanges(byte[] bytes, int capacity) {
        this.bytes = bytes;
        this.starts = new int[capacity];
        this.lengths = new int[capacity];
    }

    void clear() {
        count = 0;
        totalLength = 0;
        hash = 1;
    }

    /** Whether another piece would not fit. */
    boolean isFull() {
        return count == starts.length;
    }

    void add(int start, int length) {
        add(start, length, hash(bytes, start, length));
    }

    /** Adds a piece whose hash is known. */
    void add(int start, int length, int pieceHash) {
        starts[count] = start;
        lengths[count] = length;
        count++;
        totalLength += length;
        hash = 31 * hash + pieceHash;
    }

    int count() {
        return count;
    }

    /** Bytes of all pieces together. */
    int totalLength() {
        return totalLength;
    }

    int length(int piece) {
        return lengths[piece];
    }

    /** Of all pieces, in order. */
    int hash() {
        return hash;
    }

    boolean is(int piece, byte[] text) {
        return Arrays.equals(bytes, starts[piece], starts[piece] + lengths[piece], text, 0, text.length);
    }

    /** Compares two pieces byte by byte, unsigned, as Prometheus orders names. */
    int compare(int one, int other) {
        return Arrays.compareUnsigned(
                bytes, starts[one], starts[one] + lengths[one], bytes, starts[other], starts[other] + lengths[other]);
    }

    /**
     * A piece as text.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    String text(int piece) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, starts[piece], lengths[piece]))
                .toString();
    }

    /** The beginning of a piece as text, come what may. */
    String textStart(int piece, int maxBytes) {
        return new String(bytes, starts[piece], Math.min(lengths[piece], maxBytes), StandardCharsets.UTF_8);
    }

    /** All pieces one after the other. */
    byte[] copy() {
        byte[] all = new byte[totalLength];
        int at = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(bytes, starts[i], all, at, lengths[i]);
            at += lengths[i];
        }
        return all;
    }

    int[] copyLengths() {
        return Arrays.copyOf(lengths, count);
    }

    /** Whether these are the pieces of a copy. */
    boolean equalsCopy(byte[] all, int[] otherLengths) {
        if (all.length != totalLength || !Arrays.equals(lengths, 0, count, otherLengths, 0, otherLengths.length)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (!Arrays.equals(bytes, starts[i], starts[i] + lengths[i], all, at, at + lengths[i])) {
                return false;
            }
            at += lengths[i];
        }
        return true;
    }

    /** Eight bytes at a time; whoever makes two pieces with one hash gains nothing but a slower look-up. */
    static int hash(byte[] bytes, int start, int length) {
        long hash = length;
        int at = start;
        int end = start + length;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ bytes[at]) * MULTIPLIER;
        }
        return (int) (hash ^ hash >>> 32);
    }
}
