package io.upsurge.pack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a {@link Packer} wrote. Every method throws {@link IllegalStateException} where the bytes end too early or
 * cannot have been written by a packer.
 */
public final class Unpacker {
    private final byte[] bytes;
    private int at;
    private final List<String> names = new ArrayList<>();

    /** Reads from the start of the bytes, which are not copied. */
    public Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a format number and checks that it is the expected one.
     *
     * @param what what is packed, in words
     * @throws FormatException if it is another one
     */
    public Unpacker format(String what, int expected) {
        long found = number();
        if (found != expected) {
            throw new FormatException(what, found, expected);
        }
        return this;
    }

    /** Reads a number. */
    public long number() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            rest |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalStateException("number without end at " + at);
    }

    /** Reads a number of things that follow, each at least one byte long. */
    public int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalStateException("impossible count " + count + " at " + at);
        }
        return (int) count;
    }

    /** Reads a real number. */
    public double real() {
        if (flag()) {
            return number();
        }
        long bits = 0;
        for (int i = 0; i < 8; i++) {
            bits = (bits << 8) | (next() & 0xFF);
        }
        return Double.longBitsToDouble(bits);
    }

    /** Reads yes or no. */
    public boolean flag() {
        return next() != 0;
    }

    /** Reads a text. */
    public String text() {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /** Reads a text that {@link Packer#name} wrote. */
    public String name() {
        long number = number();
        if (number == names.size()) {
            names.add(text());
        } else if (number < 0 || number > names.size()) {
            throw new IllegalStateException("impossible count " + number + " of names at " + at);
        }
        return names.get((int) number);
    }

    private byte next() {
        if (at >= bytes.length) {
            throw new IllegalStateException("packed bytes end at " + at);
        }
        return bytes[at++];
    }
}
