package io.upsurge.simulate;

import java.util.Locale;

/** How far nodes stray from the call arithmetic. It acts on every call alike and leaves the mean where it is. */
public enum Noise {
    /** Not at all: counts are those of the arithmetic. */
    NONE(0, Double.POSITIVE_INFINITY, 0, 0),
    /** A quiet fleet. */
    CALM(0.05, 20, 0.04, 0.03),
    /** An ordinary fleet. */
    TYPICAL(0.10, 8, 0.08, 0.05),
    /** A restless fleet. */
    HARD(0.20, 3, 0.25, 0.08);

    private final double drift;
    private final double shape;
    private final double stormsPerHour;
    private final double fleetDrift;

    Noise(double drift, double shape, double stormsPerHour, double fleetDrift) {
        this.drift = drift;
        this.shape = shape;
        this.stormsPerHour = stormsPerHour;
        this.fleetDrift = fleetDrift;
    }

    /** Standard deviation of a node's slow drift (Ornstein-Uhlenbeck on the log scale, time constant 30 minutes). */
    double drift() {
        return drift;
    }

    /** Shape of the gamma in the gamma-Poisson counts: the smaller, the more they scatter. */
    double shape() {
        return shape;
    }

    /** Storms of pod churn per node and hour; each triples the node's calls for five minutes. */
    double stormsPerHour() {
        return stormsPerHour;
    }

    /** Standard deviation of the drift that all nodes of a cluster share, log scale. */
    double fleetDrift() {
        return fleetDrift;
    }

    /** As scenario files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
