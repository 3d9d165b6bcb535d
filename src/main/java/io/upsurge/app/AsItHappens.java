package io.upsurge.app;

import io.upsurge.simulate.SimulatedRecord;
import java.util.Iterator;
import java.util.function.LongSupplier;

/** Hands out the records of a scenario no sooner than they arrive by a clock; those that are past at once. */
final class AsItHappens implements Iterator<SimulatedRecord> {
    private final Iterator<SimulatedRecord> records;
    private final LongSupplier clock;
    private final Sleep sleep;

    /** Lets time pass. */
    @FunctionalInterface
    interface Sleep {
        /** Waits this many milliseconds, more than zero. */
        void millis(long ms) throws InterruptedException;
    }

    /**
     * Paces records.
     *
     * @param records the records, in the order of arrival
     * @param clock milliseconds since 1970-01-01T00:00Z
     * @param sleep waits
     */
    AsItHappens(Iterator<SimulatedRecord> records, LongSupplier clock, Sleep sleep) {
        this.records = records;
        this.clock = clock;
        this.sleep = sleep;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    /**
     * Waits for the next record.
     *
     * @throws IllegalStateException if the waiting thread is interrupted
     */
    @Override
    public SimulatedRecord next() {
        SimulatedRecord record = records.next();
        try {
            for (long ms = record.arrivalMs() - clock.getAsLong();
                    ms > 0;
                    ms = record.arrivalMs() - clock.getAsLong()) {
                sleep.millis(ms);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for what happens next", e);
        }
        return record;
    }
}
