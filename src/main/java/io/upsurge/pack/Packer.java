package io.upsurge.pack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Writes numbers and texts into a growing array of bytes. */
public final class Packer {
    private byte[] bytes = new byte[256];
    private int size;
    private final Map<String, Integer> names = new HashMap<>();

    /** Writes a number in 1 to 10 bytes, fewer for numbers near zero. */
    public Packer number(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /**
     * Writes all 64 bits of a number, of what is none always the same; whole numbers below 2^53 take as few bytes as
     * {@link #number}.
     */
    public Packer real(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(whole) < 1L << 53 && Double.doubleToRawLongBits(value) != Long.MIN_VALUE) {
            flag(true);
            return number(whole);
        }
        flag(false);
        ensure(8);
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (bits >>> shift);
        }
        return this;
    }

    /** Writes yes or no in one byte. */
    public Packer flag(boolean value) {
        ensure(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** Writes a text as UTF-8 after its length. */
    public Packer text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /** Writes a text that is likely to come again: once in full, then as the number of its first place. */
    public Packer name(String value) {
        Integer known = names.putIfAbsent(value, names.size());
        if (known != null) {
            return number(known);
        }
        return number(names.size() - 1L).text(value);
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
