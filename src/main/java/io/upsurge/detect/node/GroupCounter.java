package io.upsurge.detect.node;

import io.upsurge.detect.signal.GroupId;
import io.upsurge.detect.signal.Role;
import io.upsurge.model.Signal.Kind;

/**
 * A group of one container since its last start. Increments are gathered here and go to a row when a scrape tells of the
 * group. What a mean or a share counts waits for the next scrape with its base: both sides then speak of the same time.
 */
final class GroupCounter {
    private static final long NEVER = Long.MIN_VALUE;

    private final GroupId id;
    private final Kind kind;
    private boolean hasCounted;
    private long seenMs = NEVER;
    private long toldMs = NEVER;
    private double waiting;
    private double base;

    GroupCounter(GroupId id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    GroupId id() {
        return id;
    }

    /** Whether a scrape has told of it. */
    boolean seen() {
        return seenMs != NEVER;
    }

    /** Last scrape that told of it, milliseconds since 1970-01-01T00:00Z. */
    long seenMs() {
        return seenMs;
    }

    /** What was counted and waits for its base; 0 for a rate. */
    double waiting() {
        return waiting;
    }

    /** Hears that there is a series of that role. */
    void hear(Role role) {
        hasCounted |= !role.base();
    }

    /** A scrape tells of it, and nothing is counted. */
    void see(long scrapeMs) {
        seenMs = scrapeMs;
    }

    /** Leaves out what waits. */
    void dropWaiting() {
        waiting = 0;
    }

    /** Puts back what was kept. */
    void restore(double kept) {
        waiting = kept;
    }

    /**
     * Takes the increment of one of its series.
     *
     * @param role role of the series
     * @param increment how far it rose
     * @param recent whether it rose within a time that may be counted
     */
    void take(Role role, double increment, boolean recent) {
        if (kind.hasBase() && !recent) {
            return;
        }
        if (role.base()) {
            base += increment;
        } else {
            waiting += increment;
        }
    }

    /** Notes that a scrape tells of it; says whether that is news. */
    boolean told(long scrapeMs) {
        boolean news = toldMs != scrapeMs;
        toldMs = scrapeMs;
        return news;
    }

    /**
     * Hands over what was gathered, at a scrape that tells of it.
     *
     * @param scrapeMs instant of the scrape
     * @param countableFromMs before which nothing may be counted
     * @param maxGapMs longest time over which anything is counted, milliseconds
     * @param targetKnown whether the last scrape of the container would have shown it, had it been there
     * @param row where to
     */
    void flush(long scrapeMs, long countableFromMs, long maxGapMs, boolean targetKnown, RowBuilder row) {
        // A mean whose sum was never seen is not a mean of zero.
        double counted = kind == Kind.MEAN && !hasCounted ? 0 : base;
        long spanMs = scrapeMs - seenMs;
        if (!seen()) {
            if (targetKnown) {
                row.addFirstCalls(id, waiting, counted);
            }
        } else if (seenMs >= countableFromMs && spanMs <= maxGapMs) {
            row.addCalls(id, waiting, counted, spanMs);
        } else {
            row.addCalls(id, 0, 0, 0);
        }
        seenMs = scrapeMs;
        waiting = 0;
        base = 0;
    }
}
