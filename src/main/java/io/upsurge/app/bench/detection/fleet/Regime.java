package io.upsurge.app.bench.detection.fleet;

/** How noisy a fleet is. The constants are assumptions about real fleets, not measurements of one. */
public enum Regime {
    /** A quiet fleet. */
    CALM(12, 0.6, 0.05, 20, 0.04, 3, 0.03, 0.15),
    /** What we expect of most fleets. */
    TYPICAL(12, 0.6, 0.10, 8, 0.08, 3, 0.05, 0.30),
    /** A fleet with much pod churn and load that moves. */
    HARD(12, 0.6, 0.20, 3, 0.25, 3, 0.08, 0.50),
    /** As typical, with one call in two minutes and node. */
    LOW_RATE(0.5, 0.6, 0.10, 8, 0.08, 3, 0.05, 0.30),
    /** As typical, with nodes of very different size, coarser noise and storms up to ten times the usual rate. */
    HEAVY_TAIL(12, 1.2, 0.10, 2, 0.08, 10, 0.05, 0.30);

    private final double callsPerMinute;
    private final double nodeSpread;
    private final double driftSpread;
    private final double noiseShape;
    private final double stormsPerHour;
    private final double stormFactor;
    private final double loadSpread;
    private final double diurnal;

    Regime(
            double callsPerMinute,
            double nodeSpread,
            double driftSpread,
            double noiseShape,
            double stormsPerHour,
            double stormFactor,
            double loadSpread,
            double diurnal) {
        this.callsPerMinute = callsPerMinute;
        this.nodeSpread = nodeSpread;
        this.driftSpread = driftSpread;
        this.noiseShape = noiseShape;
        this.stormsPerHour = stormsPerHour;
        this.stormFactor = stormFactor;
        this.loadSpread = loadSpread;
        this.diurnal = diurnal;
    }

    /** Median over nodes of the calls of one key, calls per minute. */
    public double callsPerMinute() {
        return callsPerMinute;
    }

    /** Standard deviation over nodes of the logarithm of the rate. */
    public double nodeSpread() {
        return nodeSpread;
    }

    /** Standard deviation of the logarithm of the drift of one key of one node. */
    public double driftSpread() {
        return driftSpread;
    }

    /** Shape of the gamma noise of 30 s: the variance of a count of mean m is m + m^2 / shape. */
    public double noiseShape() {
        return noiseShape;
    }

    /** Storms of pod churn per hour and node. */
    public double stormsPerHour() {
        return stormsPerHour;
    }

    /** Highest factor on the calls of a node during a storm; the lowest is 3. */
    public double stormFactor() {
        return stormFactor;
    }

    /** Standard deviation of the logarithm of the load that all nodes share. */
    public double loadSpread() {
        return loadSpread;
    }

    /** How far the day takes the load above and below its mean, 0 to 1. */
    public double diurnal() {
        return diurnal;
    }
}
