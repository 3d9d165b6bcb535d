package io.upsurge.app.bench.detection.rival;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far one sample lies above another: the median of all differences, with the confidence interval that belongs to the
 * rank test of Mann and Whitney (normal approximation). Source: Hodges and Lehmann (1963).
 *
 * @param lower lower end of the interval
 * @param estimate median of the differences
 */
record RankShift(double lower, double estimate) {

    static RankShift of(double[] high, double[] low, double confidence) {
        double[] differences = new double[high.length * low.length];
        int at = 0;
        for (double x : high) {
            for (double y : low) {
                differences[at++] = x - y;
            }
        }
        Arrays.sort(differences);
        double pairs = differences.length;
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double spread = Math.sqrt(pairs * (high.length + low.length + 1) / 12);
        int rank = (int) Math.max(0, Math.floor(pairs / 2 - z * spread));
        double middle = (differences[(differences.length - 1) / 2] + differences[differences.length / 2]) / 2;
        return new RankShift(differences[rank], middle);
    }
}
