package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * Calls and exposure in which older windows weigh less: an exponentially weighted ratio estimator. Exposure is in the unit
 * of the signal's kind: seconds for a rate, the base's increments for a mean or a share.
 */
public final class Decayed {
    private double calls;
    private double exposure;

    /** Starts from sums. */
    public Decayed(double calls, double exposure) {
        this.calls = calls;
        this.exposure = exposure;
    }

    /** What is kept of a window's weight after another window, for a half-life in windows: 2^(-1 / half-life). */
    public static double factor(int halfLifeWindows) {
        return Math.pow(2, -1.0 / halfLifeWindows);
    }

    /** Takes in a window. */
    public void add(double factor, double moreCalls, double moreExposure) {
        calls = factor * calls + moreCalls;
        exposure = factor * exposure + moreExposure;
    }

    /** Calls, older ones weighing less. */
    public double calls() {
        return calls;
    }

    /** Exposure, older windows weighing less. */
    public double exposure() {
        return exposure;
    }

    /** Calls per unit of exposure; 0 where nothing was observed. */
    public double rate() {
        return exposure > 0 ? calls / exposure : 0;
    }

    /** Writes both sums. */
    public void pack(Packer out) {
        out.real(calls).real(exposure);
    }

    /** Reads what {@link #pack} wrote. */
    public static Decayed unpack(Unpacker in) {
        return new Decayed(in.real(), in.real());
    }
}
