package io.upsurge.app.doctor.look;

import java.util.NavigableMap;
import java.util.TreeMap;

/** How durations spread: exact extremes, quantiles to a tenth of a second. Its size is bounded whatever it is told. */
public final class Spread {
    private static final long UNIT_MS = 100;
    private static final int MAX_BUCKETS = 20_000;

    private final NavigableMap<Long, Long> buckets = new TreeMap<>();
    private long count;
    private long minMs = Long.MAX_VALUE;
    private long maxMs = Long.MIN_VALUE;

    /** Takes a duration, milliseconds; may be negative. */
    void add(long ms) {
        count++;
        minMs = Math.min(minMs, ms);
        maxMs = Math.max(maxMs, ms);
        long bucket = Math.floorDiv(ms, UNIT_MS);
        if (buckets.size() >= MAX_BUCKETS && !buckets.containsKey(bucket)) {
            Long nearest = buckets.floorKey(bucket);
            bucket = nearest != null ? nearest : buckets.firstKey();
        }
        buckets.merge(bucket, 1L, Long::sum);
    }

    /** How many were taken. */
    public long count() {
        return count;
    }

    /** The shortest, milliseconds; 0 where there are none. */
    public long minMs() {
        return count == 0 ? 0 : minMs;
    }

    /** The longest, milliseconds; 0 where there are none. */
    public long maxMs() {
        return count == 0 ? 0 : maxMs;
    }

    /** The middle one, milliseconds; 0 where there are none. */
    public long medianMs() {
        return quantileMs(0.5);
    }

    /**
     * The duration that a share of them does not exceed, milliseconds, rounded down to a tenth of a second; 0 where there are
     * none.
     *
     * @param share 0 to 1
     */
    public long quantileMs(double share) {
        long left = (long) Math.ceil(share * count);
        for (var bucket : buckets.entrySet()) {
            left -= bucket.getValue();
            if (left <= 0) {
                return Math.max(minMs(), bucket.getKey() * UNIT_MS);
            }
        }
        return maxMs();
    }
}
