package io.upsurge.detect.fleet;

import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Arrays;

/**
 * Up to where each source partition is done with a cluster. A window is closed when the slowest source has passed it; a
 * source that has not spoken yet is waited for.
 */
public final class ClusterMarks {
    private static final int FORMAT = 1;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] doneMs;
    private final boolean[] silent;
    private long closedToMs = NEVER;

    ClusterMarks(int sources) {
        this.doneMs = new long[sources];
        this.silent = new boolean[sources];
        Arrays.fill(doneMs, NEVER);
    }

    int sources() {
        return doneMs.length;
    }

    /** End of the last window that was closed, milliseconds since 1970-01-01T00:00Z; the lowest number before the first. */
    public long closedToMs() {
        return closedToMs;
    }

    void closedTo(long endMs) {
        closedToMs = endMs;
    }

    /** A source is done with windows up to an instant. */
    void mark(int source, long endMs) {
        doneMs[source] = Math.max(doneMs[source], endMs);
        silent[source] = false;
    }

    /** A source has fallen silent: what the others have finished by now is not held back by it. */
    void silent(int source) {
        long furthest = Arrays.stream(doneMs).max().orElse(NEVER);
        if (doneMs[source] < furthest) {
            silent[source] = doneMs[source] != NEVER || silent[source];
            doneMs[source] = furthest;
        }
    }

    /** Up to where every source is done; {@link Long#MIN_VALUE} while one has not spoken. */
    long lowestMs() {
        return Arrays.stream(doneMs).min().orElse(NEVER);
    }

    /** Sources that had spoken once and are not waited for now. */
    int missing() {
        int missing = 0;
        for (boolean each : silent) {
            missing += each ? 1 : 0;
        }
        return missing;
    }

    /** Writes everything down. */
    public byte[] pack() {
        Packer out = new Packer().number(FORMAT).number(closedToMs).number(doneMs.length);
        for (int i = 0; i < doneMs.length; i++) {
            out.number(doneMs[i]).flag(silent[i]);
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static ClusterMarks unpack(byte[] bytes) {
        Unpacker in = new Unpacker(bytes).format("the marks of a cluster", FORMAT);
        long closedToMs = in.number();
        ClusterMarks marks = new ClusterMarks(in.count());
        marks.closedToMs = closedToMs;
        for (int i = 0; i < marks.doneMs.length; i++) {
            marks.doneMs[i] = in.number();
            marks.silent[i] = in.flag();
        }
        return marks;
    }
}
