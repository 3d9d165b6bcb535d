package io.upsurge.app.bench.detection;

import java.util.Collection;

/** Quantiles of figures of runs. */
final class Quantile {
    private Quantile() {}

    /** The smallest value that a share of all values does not exceed; NaN of nothing. */
    static double of(Collection<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
