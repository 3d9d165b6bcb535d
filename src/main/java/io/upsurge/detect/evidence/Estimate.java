package io.upsurge.detect.evidence;

/**
 * A rate ratio and how uncertain it is.
 *
 * @param ratio the ratio of what the upgraded nodes did to what their baselines let expect
 * @param ofNodes variance of ln ratio that comes from the upgraded nodes
 * @param ofIndex variance of ln ratio that comes from the fleet index
 * @param ofZones variance of ln ratio that comes from zones that were not upgraded alike
 * @param ofDrift variance of ln ratio that comes from time without controls
 */
public record Estimate(double ratio, double ofNodes, double ofIndex, double ofZones, double ofDrift) {

    /** Squared standard error of ln ratio. */
    public double variance() {
        return ofNodes + ofIndex + ofZones + ofDrift;
    }

    /** Standard error of ln ratio. */
    public double standardError() {
        return Math.sqrt(variance());
    }

    /** How many standard errors the ratio is above another one. */
    public double above(double other) {
        return ratio <= 0 ? Double.NEGATIVE_INFINITY : Math.log(ratio / other) / standardError();
    }

    /** How many standard errors the ratio is below another one. */
    public double below(double other) {
        return ratio <= 0 ? Math.log(1e9) / standardError() : -Math.log(ratio / other) / standardError();
    }

    /** 1 / variance. */
    public double information() {
        return 1 / variance();
    }
}
