package io.upsurge.replay.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The plain content of a stream, whether it is compressed by gzip or not. Where the stream cannot be read to its end, as when
 * an archive is cut off, the content ends with its last whole line, so that no number in it is shorter than it was.
 */
final class WholeLines extends InputStream {
    private static final int BUFFER = 1 << 16;
    /** A line as long as this is given out before its end is known. */
    private static final int LONG_LINE = 1 << 20;

    private final InputStream raw;
    private InputStream plain;
    private byte[] held = new byte[BUFFER];
    private int from;
    private int ready;
    private int filled;
    private long count;
    private String cut;

    /** The content of a stream, which is closed with this one. */
    WholeLines(InputStream raw) {
        this.raw = raw;
    }

    /** Why the content is not whole, and where it ends; known at its end. */
    Optional<String> cut() {
        return Optional.ofNullable(cut);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        while (from == ready) {
            if (!fill()) {
                return -1;
            }
        }
        int given = Math.min(length, ready - from);
        System.arraycopy(held, from, to, offset, given);
        from += given;
        count += given;
        return given;
    }

    /** Reads on; false at the end. */
    private boolean fill() {
        if (cut != null || filled < 0) {
            return false;
        }
        makeRoom();
        int read;
        try {
            plain = plain == null ? decompressed(raw) : plain;
            read = plain.read(held, filled, held.length - filled);
        } catch (IOException e) {
            cut = "cannot be read beyond byte " + count + " of its plain content: " + e.getMessage();
            return false;
        }
        if (read < 0) {
            ready = filled;
            filled = -1;
            return ready > from;
        }
        int searched = filled;
        filled += read;
        int end = filled;
        while (end > searched && held[end - 1] != '\n') {
            end--;
        }
        ready = end > searched ? end : filled - from > LONG_LINE ? filled : ready;
        return true;
    }

    private void makeRoom() {
        System.arraycopy(held, from, held, 0, filled - from);
        filled -= from;
        ready -= from;
        from = 0;
        if (filled == held.length) {
            held = Arrays.copyOf(held, 2 * held.length);
        }
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(in, BUFFER) : in;
    }

    @Override
    public void close() throws IOException {
        (plain == null ? raw : plain).close();
    }
}
