package io.upsurge.format.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes, one at a time, in memory bounded by the longest line allowed. */
final class LineReader {
    private static final int FIRST_BYTES = 1 << 16;

    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int from;
    private int to;
    private int next;
    private int filled;
    private long number;
    private boolean tooLong;
    private boolean atEnd;

    /**
     * Reads from a stream.
     *
     * @param maxBytes length of the longest line that is given out, without its end
     */
    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** Goes to the next line; false where there is none. */
    boolean next() throws IOException {
        from = next;
        tooLong = false;
        int at = from;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    return give(at, at + 1);
                }
            }
            if (atEnd) {
                return (from < filled || tooLong) && give(filled, filled);
            }
            if (filled - from > maxBytes) {
                tooLong = true;
                from = filled;
            }
            at -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
            atEnd = read < 0;
            filled += Math.max(read, 0);
        }
    }

    private boolean give(int end, int after) {
        to = end;
        next = after;
        number++;
        tooLong |= to - from > maxBytes;
        return true;
    }

    /** Moves the line to the front, or makes the buffer larger; says by how much the line was moved. */
    private int makeRoom() {
        int moved = from;
        if (moved > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= moved;
            from = 0;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        return moved;
    }

    /** Holds the line between {@link #from} and {@link #to}, until the next one is asked for. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Number of the line, starting at 1. */
    long number() {
        return number;
    }

    /** Whether the line is longer than allowed; only its end is there then. */
    boolean tooLong() {
        return tooLong;
    }
}
