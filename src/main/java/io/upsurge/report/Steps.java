package io.upsurge.report;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * How finely curves are kept: one point a window, until there would be too many; then one for two windows, four, and so on.
 * It depends on the windows alone, so the same run is thinned alike.
 */
final class Steps {
    private final int most;
    private long stepMs;
    private long fromMs = Long.MAX_VALUE;
    private long toMs = Long.MIN_VALUE;

    /**
     * Starts with a point a window.
     *
     * @param windowMs length of a window, milliseconds
     * @param most most points over the whole range
     */
    Steps(long windowMs, int most) {
        this.stepMs = windowMs;
        this.most = most;
    }

    /** Takes in a window; returns whether points must be merged now. */
    boolean reach(long startMs, long endMs) {
        fromMs = Math.min(fromMs, startMs);
        toMs = Math.max(toMs, endMs);
        long before = stepMs;
        while ((toMs - fromMs) / stepMs > most) {
            stepMs *= 2;
        }
        return stepMs != before;
    }

    /** Start of the step that holds an instant. */
    long of(long timeMs) {
        return Math.floorDiv(timeMs, stepMs) * stepMs;
    }

    /** Number of the step since the start of the range. */
    long number(long stepStartMs) {
        return (stepStartMs - of(fromMs)) / stepMs;
    }

    long stepMs() {
        return stepMs;
    }

    boolean isEmpty() {
        return toMs == Long.MIN_VALUE;
    }

    /** Start of the first step, milliseconds since 1970-01-01T00:00Z; 0 without any window. */
    long fromMs() {
        return isEmpty() ? 0 : of(fromMs);
    }

    /** End of the last window, milliseconds since 1970-01-01T00:00Z; 0 without any window. */
    long toMs() {
        return isEmpty() ? 0 : toMs;
    }

    /** The points of a curve, merged where they are now in one step; earlier ones come first. */
    <P> NavigableMap<Long, P> merged(Map<Long, P> points, BinaryOperator<P> merge) {
        TreeMap<Long, P> merged = new TreeMap<>();
        points.forEach((at, point) -> merged.merge(of(at), point, merge));
        return merged;
    }
}
