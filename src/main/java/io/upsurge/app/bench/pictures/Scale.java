package io.upsurge.app.bench.pictures;

import java.util.List;

/**
 * Turns values into places along an axis.
 *
 * @param low value at the beginning
 * @param high value at the end
 * @param logarithmic whether equal ratios are equally far apart
 * @param ticks values that are marked
 */
record Scale(double low, double high, boolean logarithmic, List<Tick> ticks) {

    /** A marked value and what stands beside it. */
    record Tick(double value, String label) {}

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** Share of the axis before a value; what lies beyond an end is moved to it. */
    double share(double value) {
        double bounded = Math.max(low, Math.min(high, value));
        return logarithmic ? Math.log(bounded / low) / Math.log(high / low) : (bounded - low) / (high - low);
    }
}
