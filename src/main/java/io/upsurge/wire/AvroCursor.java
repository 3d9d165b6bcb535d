package io.upsurge.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads Avro's binary encoding from untrusted bytes. Every length and count is checked against the bytes that are left
 * before it is used, so nothing is allocated that is not there. An item of an array or map takes at least one byte in every
 * schema worth having; the sum of all counts is therefore bounded by the number of bytes, which ends loops over items that
 * take none. Every failure is a {@link WireException} with its position. Not safe for use by several threads.
 */
final class AvroCursor {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_LONG_BYTES = 10;

    private byte[] bytes = {};
    private int position;
    private int end;
    private int itemsLeft;

    /** Starts to read the bytes from {@code from} to {@code to}; positions stay those of the whole array. */
    void reset(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
        this.itemsLeft = to - from;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    void requireEnd() {
        if (position < end) {
            throw malformed(remaining() + " bytes too many");
        }
    }

    boolean readBoolean() {
        byte value = readByte();
        if (value != 0 && value != 1) {
            throw WireException.malformed(position - 1, "a boolean is " + value);
        }
        return value == 1;
    }

    long readLong() {
        int start = position;
        long encoded = 0;
        for (int i = 0; i < MAX_LONG_BYTES; i++) {
            byte next = readByte();
            encoded |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return (encoded >>> 1) ^ -(encoded & 1);
            }
        }
        throw WireException.malformed(start, "an integer takes more than " + MAX_LONG_BYTES + " bytes");
    }

    int readInt() {
        int start = position;
        long value = readLong();
        if (value != (int) value) {
            throw WireException.malformed(start, value + " does not fit into 32 bits");
        }
        return (int) value;
    }

    float readFloat() {
        return Float.intBitsToFloat((int) INTS.get(bytes, take(Integer.BYTES)));
    }

    double readDouble() {
        return Double.longBitsToDouble((long) LONGS.get(bytes, take(Double.BYTES)));
    }

    /** The length of the text or bytes that follow. */
    int readLength() {
        int start = position;
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw WireException.malformed(start, "a length is " + length + ", " + remaining() + " bytes are left");
        }
        return (int) length;
    }

    String readString() {
        int length = readLength();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    void skipString() {
        take(readLength());
    }

    void read(byte[] target, int offset, int length) {
        System.arraycopy(bytes, take(length), target, offset, length);
    }

    void skip(int length) {
        take(length);
    }

    /**
     * The number of items in the next block of an array or map; 0 at its end. A negative count is followed by the size of
     * the block in bytes, which is checked against what is left and else ignored.
     */
    int readBlock() {
        int start = position;
        long count = readLong();
        if (count < 0) {
            readBlockSize();
            count = -count;
        }
        if (count < 0 || count > itemsLeft || count > remaining()) {
            throw WireException.malformed(start, "a block has " + count + " items, " + remaining() + " bytes are left");
        }
        itemsLeft -= (int) count;
        return (int) count;
    }

    /** Skips blocks that say their size; the number of items in the next one that does not, 0 at the end. */
    int skipSizedBlocks() {
        int start = position;
        while (readLong() < 0) {
            skip(readBlockSize());
            start = position;
        }
        position = start;
        return readBlock();
    }

    WireException malformed(String what) {
        return WireException.malformed(position, what);
    }

    private int readBlockSize() {
        int start = position;
        long size = readLong();
        if (size < 0 || size > remaining()) {
            throw WireException.malformed(
                    start, "the size of a block is " + size + ", " + remaining() + " bytes are left");
        }
        return (int) size;
    }

    private byte readByte() {
        if (position >= end) {
            throw malformed("the bytes end too early");
        }
        return bytes[position++];
    }

    /** The position of the next {@code length} bytes, which are passed over. */
    private int take(int length) {
        if (length < 0 || length > remaining()) {
            throw malformed(length + " bytes wanted, " + remaining() + " are left");
        }
        int start = position;
        position += length;
        return start;
    }
}
