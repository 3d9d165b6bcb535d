package io.upsurge.replay.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Cuts a stream of bytes into blocks of whole lines. */
final class LineBlocks implements Closeable {
    private static final int BLOCK_BYTES = 1 << 18;
    private static final int LONGEST_LINE = 16 << 20;

    private final InputStream in;
    private byte[] rest = {};
    private boolean over;

    /** Whole lines. */
    static final class Block {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long LOW_BITS = 0x0101010101010101L;
        private static final long HIGH_BITS = 0x8080808080808080L;

        private final byte[] bytes;
        private final int length;

        private Block(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /** The lines, and after them what is not of the block. */
        byte[] bytes() {
            return bytes;
        }

        /** How many of the bytes are of the block. */
        int length() {
            return length;
        }

        /** Where the line ends that begins at {@code from}: at its line feed, or at the end of the block. */
        int lineEnd(int from) {
            int at = from;
            for (; at + Long.BYTES <= length; at += Long.BYTES) {
                // The high bit of each byte that is a line feed; higher ones may be wrong.
                long differing = (long) LONGS.get(bytes, at) ^ LOW_BITS * '\n';
                long found = (differing - LOW_BITS) & ~differing & HIGH_BITS;
                if (found != 0) {
                    return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
                }
            }
            while (at < length && bytes[at] != '\n') {
                at++;
            }
            return at;
        }
    }

    LineBlocks(InputStream in) {
        this.in = in;
    }

    /**
     * The next block, which ends with the end of a line or of the stream; null at the end.
     *
     * @throws IOException if the stream cannot be read, or has a line of more than 16 MiB
     */
    Block next() throws IOException {
        byte[] bytes = rest;
        int length = bytes.length;
        rest = new byte[0];
        while (!over) {
            bytes = Arrays.copyOf(bytes, length + BLOCK_BYTES);
            int more = in.readNBytes(bytes, length, BLOCK_BYTES);
            over = more < BLOCK_BYTES;
            if (length + more > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            int end = length + more;
            int cut = lastLineEnd(bytes, length, end);
            if (cut > length) {
                rest = Arrays.copyOfRange(bytes, cut, end);
                return new Block(bytes, cut);
            }
            length = end;
        }
        return length == 0 ? null : new Block(bytes, length);
    }

    private static int lastLineEnd(byte[] bytes, int from, int to) {
        int at = to;
        while (at > from && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
