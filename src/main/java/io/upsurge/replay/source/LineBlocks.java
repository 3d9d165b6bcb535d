package io.upsurge.replay.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into blocks of whole lines. */
final class LineBlocks implements Closeable {
    /** No longer line is held in memory, bytes. */
    static final int LONGEST_LINE = 16 << 20;

    private static final int BLOCK_BYTES = 1 << 18;

    private final InputStream in;
    private byte[] rest = {};
    private boolean over;

    LineBlocks(InputStream in) {
        this.in = in;
    }

    /**
     * Some lines.
     *
     * @param bytes the lines, the last of which ends with the block
     * @param tooLong whether it is one line of more than {@value #LONGEST_LINE} bytes, which are left out
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Block(byte[] bytes, boolean tooLong) {}

    /**
     * The next block; null at the end.
     *
     * @throws IOException if the stream cannot be read
     */
    Block next() throws IOException {
        byte[] block = rest;
        rest = new byte[0];
        while (!over) {
            byte[] more = read();
            int cut = lastLineEnd(more);
            int from = block.length;
            if (cut == 0 && from + (long) more.length > LONGEST_LINE) {
                skipLine();
                return new Block(new byte[0], true);
            }
            block = Arrays.copyOf(block, from + more.length);
            System.arraycopy(more, 0, block, from, more.length);
            if (cut > 0) {
                rest = Arrays.copyOfRange(block, from + cut, block.length);
                return new Block(Arrays.copyOf(block, from + cut), false);
            }
        }
        return block.length == 0 ? null : new Block(block, false);
    }

    private byte[] read() throws IOException {
        byte[] more = in.readNBytes(BLOCK_BYTES);
        over = more.length < BLOCK_BYTES;
        return more;
    }

    private void skipLine() throws IOException {
        while (!over) {
            byte[] more = read();
            for (int at = 0; at < more.length; at++) {
                if (more[at] == '\n') {
                    rest = Arrays.copyOfRange(more, at + 1, more.length);
                    return;
                }
            }
        }
    }

    private static int lastLineEnd(byte[] bytes) {
        int at = bytes.length;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
