package io.upsurge.replay.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into blocks of whole lines. */
final class LineBlocks implements Closeable {
    private static final int BLOCK_BYTES = 1 << 18;
    private static final int LONGEST_LINE = 16 << 20;

    private final InputStream in;
    private byte[] rest = {};
    private boolean over;

    LineBlocks(InputStream in) {
        this.in = in;
    }

    /**
     * The next block, which ends with the end of a line or of the stream; null at the end.
     *
     * @throws IOException if the stream cannot be read, or has a line of more than 16 MiB
     */
    byte[] next() throws IOException {
        byte[] block = rest;
        rest = new byte[0];
        while (!over) {
            byte[] more = in.readNBytes(BLOCK_BYTES);
            over = more.length < BLOCK_BYTES;
            int cut = lastLineEnd(more);
            int from = block.length;
            if (from + (long) more.length > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
            }
            block = Arrays.copyOf(block, from + more.length);
            System.arraycopy(more, 0, block, from, more.length);
            if (cut > 0) {
                rest = Arrays.copyOfRange(block, from + cut, block.length);
                return Arrays.copyOf(block, from + cut);
            }
        }
        return block.length == 0 ? null : block;
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
