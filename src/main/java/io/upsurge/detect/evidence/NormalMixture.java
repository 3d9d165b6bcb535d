package io.upsurge.detect.evidence;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Evidence that may be looked at as often as one likes: Robbins' one-sided normal mixture, in information time.
 *
 * <p>Sources: Robbins 1970, <i>Statistical methods related to the law of the iterated logarithm</i>; Howard, Ramdas, McAuliffe
 * and Sekhon 2021, <i>Time-uniform, nonparametric, nonasymptotic confidence sequences</i>, section 3 (one-sided normal
 * mixture); Ville's inequality: under the null P(sup E &gt;= 1 / a) &lt;= a.
 */
public final class NormalMixture {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Information at which the boundary is tightest; the useful range is about half of it to six times as much. */
    private static final double TUNED_INFORMATION = 50;
    /** Below, Phi is 0 in double precision. */
    private static final double FAR_BELOW = -37;

    private final double rho;

    /**
     * Tunes the mixture.
     *
     * @param errorBudget chance of a false alarm over a whole roll-out, between 0 and 0.5
     */
    public NormalMixture(double errorBudget) {
        double l = -2 * Math.log(2 * errorBudget);
        this.rho = TUNED_INFORMATION / (l + Math.log(1 + l));
    }

    /**
     * ln E = 1/2 ln(4 r / (v + r)) + z^2 v / (2 (v + r)) + ln Phi(z sqrt(v / (v + r))).
     *
     * @param z standardised distance from the null, in the direction of the alternative; may be infinite
     * @param information v = 1 / (squared standard error), greater than 0
     * @return natural logarithm of the e-value; may be negative infinity
     */
    public double logE(double z, double information) {
        if (z < FAR_BELOW) {
            return Double.NEGATIVE_INFINITY;
        }
        double share = information / (information + rho);
        double tail = Math.log(NORMAL.cumulativeProbability(z * Math.sqrt(share)));
        return 0.5 * Math.log(4 * rho / (information + rho)) + z * z * share / 2 + tail;
    }

    /**
     * Distance of the bound from the estimate: (1 / v) sqrt(2 (v + r) ln(1 + sqrt((v + r) / r) / (2 a))). The bound holds at
     * all times together with probability 1 - a.
     *
     * @param information v = 1 / (squared standard error), greater than 0
     * @param error a, between 0 and 1
     */
    public double distance(double information, double error) {
        double sum = information + rho;
        return Math.sqrt(2 * sum * Math.log(1 + Math.sqrt(sum / rho) / (2 * error))) / information;
    }

    /**
     * Makes a standardised distance comparable whose standard error was learned from few nodes: the normal quantile of its
     * probability under Student's t. Distances below 0 are left as they are, since they are no evidence.
     *
     * @param t the distance
     * @param degreesOfFreedom of the variance, greater than 0
     */
    public static double studentised(double t, double degreesOfFreedom) {
        if (t <= 0) {
            return t;
        }
        double tail = TDistribution.of(degreesOfFreedom).survivalProbability(t);
        return Math.min(t, NORMAL.inverseSurvivalProbability(Math.max(tail, Double.MIN_NORMAL)));
    }
}
