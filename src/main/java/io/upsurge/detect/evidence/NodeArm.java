package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * What one upgraded node adds to an estimate: sums over its windows since the upgrade, each window w with a weight g.
 * Y = sum(g y), M = sum(g s b x), G = sum(g x), Q = sum(g^2 x), with y calls, x exposure, b the node's own baseline and s the
 * fleet index.
 */
public final class NodeArm {
    private double calls;
    private double expected;
    private double exposure;
    private double squared;
    private long lastMs;

    /** Takes in a window: {@code calls} and {@code expected} of it, over {@code seen} exposure. */
    void add(double weight, double moreCalls, double moreExpected, double seen) {
        calls += weight * moreCalls;
        expected += weight * moreExpected;
        exposure += weight * seen;
        squared += weight * weight * seen;
    }

    /** Lets what was added fade, by the time that has passed since the last call. */
    void fade(double factorPerWindow, long windowEndMs, long windowMs) {
        if (lastMs != 0 && windowEndMs > lastMs) {
            double factor = Math.pow(factorPerWindow, (windowEndMs - lastMs) / (double) windowMs);
            calls *= factor;
            expected *= factor;
            exposure *= factor;
            squared *= factor * factor;
        }
        lastMs = windowEndMs;
    }

    /** Y. */
    double calls() {
        return calls;
    }

    /** M. */
    double expected() {
        return expected;
    }

    /** G. */
    double exposure() {
        return exposure;
    }

    /** Q. */
    double squared() {
        return squared;
    }

    void clear() {
        calls = 0;
        expected = 0;
        exposure = 0;
        squared = 0;
        lastMs = 0;
    }

    void pack(Packer out) {
        out.real(calls).real(expected).real(exposure).real(squared).number(lastMs);
    }

    void unpack(Unpacker in) {
        calls = in.real();
        expected = in.real();
        exposure = in.real();
        squared = in.real();
        lastMs = in.number();
    }
}
