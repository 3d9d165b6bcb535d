package io.upsurge.report;

import java.util.Arrays;

/** How often a node called while it ran one version without a break; steady time alone, older windows weighing less. */
final class Stay {
    private String version;
    private final long sinceMs;
    private double[] calls = new double[0];
    private double[] exposure = new double[0];
    private double seconds;
    private int windows;

    Stay(String version, long sinceMs) {
        this.version = version;
        this.sinceMs = sinceMs;
    }

    /** Another window begins. */
    void age(double factor, double moreSeconds) {
        seconds = factor * seconds + moreSeconds;
        for (int i = 0; i < calls.length; i++) {
            calls[i] *= factor;
            exposure[i] *= factor;
        }
        windows++;
    }

    /**
     * Calls of a group in the window that has begun.
     *
     * @param silenceCounts whether a missing series means that there were no calls
     * @param windowSeconds seconds of the window that has begun, which are in the sum already
     */
    void add(int group, double moreCalls, double moreExposure, boolean silenceCounts, double windowSeconds) {
        if (group >= calls.length) {
            int grown = Math.max(group + 1, calls.length * 2);
            calls = Arrays.copyOf(calls, grown);
            exposure = Arrays.copyOf(exposure, grown);
        }
        if (exposure[group] == 0 && silenceCounts) {
            exposure[group] = seconds - windowSeconds;
        }
        calls[group] += moreCalls;
        exposure[group] += moreExposure;
    }

    void rename(String known) {
        version = known;
    }

    String version() {
        return version;
    }

    /** Since when it ran, milliseconds since 1970-01-01T00:00Z. */
    long sinceMs() {
        return sinceMs;
    }

    /** So many more windows were steady. */
    void settled(int more) {
        windows += more;
    }

    /** Windows with steady time. */
    int windows() {
        return windows;
    }

    /** What calls of a group were counted over: seconds, or what a mean or share is taken of. */
    double exposure(int group, boolean silenceCounts) {
        boolean seen = group < exposure.length && exposure[group] > 0;
        return seen ? exposure[group] : silenceCounts ? seconds : 0;
    }

    /** Calls per second, or the mean or share; NaN where nothing was observed. */
    double rate(int group, boolean silenceCounts) {
        double over = exposure(group, silenceCounts);
        double counted = group < calls.length ? calls[group] : 0;
        return over > 0 ? counted / over : Double.NaN;
    }
}
