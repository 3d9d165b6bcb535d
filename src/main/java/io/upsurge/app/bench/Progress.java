package io.upsurge.app.bench;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many records of a job are done. What it takes to start a job (connections, assignment, class loading) is over by the
 * first quarter, which is left out of the measurement. Safe for use by several threads.
 */
final class Progress {
    /** Share of the records that is measured. */
    static final double MEASURED = 0.75;

    private final long total;
    private final long quarterAt;
    private final AtomicLong done = new AtomicLong();
    private volatile Reading quarter = new Reading(0, 0, 0);

    Progress(long total) {
        this.total = total;
        this.quarterAt = Math.max(1, Math.round(total * (1 - MEASURED)));
    }

    /** One more record is done. */
    void one() {
        if (done.incrementAndGet() == quarterAt) {
            quarter = Reading.now();
        }
    }

    boolean complete() {
        return done.get() >= total;
    }

    long done() {
        return done.get();
    }

    /** What was used since a quarter of the records was done. */
    Reading sinceQuarter() {
        return Reading.now().since(quarter);
    }
}
