package io.upsurge.detect.node;

import io.upsurge.pack.FormatException;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * The clock of one cluster within one source partition. It runs on event time alone, so it survives restarts, and it is the
 * cluster's own, so a cluster whose sender is behind or ahead disturbs no other.
 */
public final class ClusterClock {
    private static final int FORMAT = 1;

    private long watermarkMs = Long.MIN_VALUE;
    private long closedToMs = Long.MIN_VALUE;

    /**
     * Hears of an instant.
     *
     * @param timeMs a scrape's or heartbeat's instant
     * @param graceMs how much older records may still come; 0 after an end of stream
     */
    public void hear(long timeMs, long graceMs) {
        watermarkMs = Math.max(watermarkMs, timeMs - graceMs);
    }

    /** Up to where everything is here, milliseconds since 1970-01-01T00:00Z. */
    public long watermarkMs() {
        return watermarkMs;
    }

    /** End of the last window that was closed; {@link Long#MIN_VALUE} before the first. */
    public long closedToMs() {
        return closedToMs;
    }

    /** Notes that windows up to an instant are closed. */
    public void closedTo(long endMs) {
        closedToMs = endMs;
    }

    /** Writes everything down. */
    public byte[] pack() {
        return new Packer()
                .number(FORMAT)
                .number(watermarkMs)
                .number(closedToMs)
                .toBytes();
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws FormatException if another release with another format wrote it
     */
    public static ClusterClock unpack(byte[] bytes) {
        Unpacker in = new Unpacker(bytes).format("the clock of a cluster", FORMAT);
        ClusterClock clock = new ClusterClock();
        clock.watermarkMs = in.number();
        clock.closedToMs = in.number();
        return clock;
    }
}
