package io.upsurge.format.otlp;

import io.upsurge.format.FormatException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A point of a metric while it is read. Used again for every point. */
final class Point {
    private static final int NO_RECORDED_VALUE = 1;

    /** Its attributes, already as labels. */
    final Map<String, String> labels = new TreeMap<>();

    long startNs;
    long timeNs;
    long flags;
    double value;
    boolean hasValue;
    long count;
    double sum;
    boolean hasSum;
    private long[] bucketCounts = {};
    private double[] bounds = {};
    private int bucketCountSize;
    private int boundSize;

    void clear() {
        labels.clear();
        startNs = 0;
        timeNs = 0;
        flags = 0;
        value = 0;
        hasValue = false;
        count = 0;
        sum = 0;
        hasSum = false;
        bucketCountSize = 0;
        boundSize = 0;
    }

    void value(double given) {
        value = given;
        hasValue = true;
    }

    void sum(double given) {
        sum = given;
        hasSum = true;
    }

    void bucketCount(long given) {
        if (bucketCountSize == bucketCounts.length) {
            bucketCounts = Arrays.copyOf(bucketCounts, 2 * bucketCountSize + 16);
        }
        bucketCounts[bucketCountSize++] = given;
    }

    void bound(double given) {
        if (boundSize == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * boundSize + 16);
        }
        bounds[boundSize++] = given;
    }

    /** Whether the point says that there is no value any more. */
    boolean isStale() {
        return (flags & NO_RECORDED_VALUE) != 0;
    }

    /** Number of buckets; 0 where there are none. */
    int buckets() {
        return bucketCountSize;
    }

    long bucketCount(int bucket) {
        return bucketCounts[bucket];
    }

    /** Upper bound of a bucket; infinite for the last. */
    double bound(int bucket) {
        return bucket == boundSize ? Double.POSITIVE_INFINITY : bounds[bucket];
    }

    /**
     * Its instant.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     * @throws FormatException if it has none, or its buckets do not fit their bounds
     */
    long check() throws FormatException {
        if (timeNs <= 0) {
            throw new FormatException("no time");
        }
        if (bucketCountSize > 0 && bucketCountSize != boundSize + 1) {
            throw new FormatException(bucketCountSize + " buckets with " + boundSize + " bounds");
        }
        return timeNs / 1_000_000;
    }

    /** Since when it counts, milliseconds since 1970-01-01T00:00Z; 0 where that is not said. */
    long startMs() {
        return startNs <= 0 || startNs >= timeNs ? 0 : startNs / 1_000_000;
    }
}
