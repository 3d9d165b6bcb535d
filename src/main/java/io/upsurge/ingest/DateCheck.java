package io.upsurge.ingest;

import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses readings dated in the future or before 2000, so that one bad clock advances nobody's windows, and passes the others
 * on. Of one batch, for one thread.
 */
public final class DateCheck implements ReadingSink {
    private static final int MAX_REFUSALS = 10;
    private static final long YEAR_2000_MS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private final ReadingSink next;
    private final long nowMs;
    private final long latestMs;
    private final List<String> refusals = new ArrayList<>();
    private long refused;

    /**
     * A check.
     *
     * @param next takes the readings that pass
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a reading may be dated, milliseconds
     */
    public DateCheck(ReadingSink next, long nowMs, long futureToleranceMs) {
        this.next = next;
        this.nowMs = nowMs;
        this.latestMs = nowMs + futureToleranceMs;
    }

    @Override
    public void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
        if (passes(series, timeMs)) {
            next.accept(series, timeMs, value, stale, startMs);
        }
    }

    /**
     * Whether something that is no reading passes; if not, it is refused.
     *
     * @param what it is, for the message
     * @param timeMs its instant, milliseconds since 1970-01-01T00:00Z
     */
    public boolean passes(Object what, long timeMs) {
        if (timeMs >= YEAR_2000_MS && timeMs <= latestMs) {
            return true;
        }
        refused++;
        if (refusals.size() < MAX_REFUSALS) {
            refusals.add((what instanceof SeriesLabels ? "series " : "") + what + ": dated "
                    + (timeMs > latestMs
                            ? (timeMs - nowMs) / 1000 + " s ahead of the clock here"
                            : timeMs + " ms since 1970, before 2000"));
        }
        return false;
    }

    /** How many were refused. */
    public long refused() {
        return refused;
    }

    /** Why, of the first ten. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
