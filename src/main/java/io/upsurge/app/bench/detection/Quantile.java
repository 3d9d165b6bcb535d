package io.upsurge.app.bench.detection;

import java.util.Collection;

/** Quantiles of figures of runs. */
final class Quantile {
    /** 95th percentile of the normal distribution. */
    private static final double Z95 = 1.645;

    private Quantile() {}

    /** The smallest value that a share of all values does not exceed; NaN of nothing. */
    static double of(Collection<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, Math.max(0, rank))];
    }

    /** Upper 95 % bound of a quantile: the value so far above it in rank as the binomial spread of ranks allows. */
    static double upper(Collection<Double> values, double share) {
        double spread = Math.sqrt(share * (1 - share) / Math.max(1, values.size()));
        return of(values, share + Z95 * spread);
    }
}
