package io.upsurge.view;

import io.upsurge.detect.evidence.NormalMixture;
import io.upsurge.model.VersionRate.Bounds;
import java.util.OptionalDouble;

/**
 * Bounds at the risk of the gate: those of the detector's own {@link NormalMixture}, at the risk that is asked for. Whenever it
 * is looked at, a candidate that raises a key by the multiple passes that key with at most this probability. As it passes with
 * all keys or not at all, a candidate that is bad in one of them passes with at most this probability too, however many keys
 * there are (an intersection-union test); so the risk is not divided by their number, as an alarm's error budget is.
 *
 * <p><b>How much longer.</b> Information v = 1 / (squared standard error of ln ratio) grows with exposure. The distance of
 * the bound, d(v), has to fall to ln(multiple / estimate); v* is where it does. What is missing is exposure x (v* / v - 1).
 * That part of the uncertainty which more time does not lessen, such as the spread between nodes, needs more nodes rather
 * than minutes: the figure is the least it takes. None is given where the estimate itself is not below the multiple.
 */
final class GateBounds {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MOST_TIMES = 1e6;
    private static final int BISECTIONS = 40;

    private final double risk;
    private final NormalMixture mixture;

    /** Bounds that are missed with at most this probability, between 0 and 0.5. */
    GateBounds(double risk) {
        this.risk = risk;
        this.mixture = new NormalMixture(risk);
    }

    /** The same estimate with bounds at this risk. */
    Bounds atRisk(Bounds bounds) {
        double away = mixture.distance(information(bounds), risk);
        return new Bounds(
                bounds.estimate(),
                bounds.estimate() * Math.exp(-away),
                bounds.estimate() * Math.exp(away),
                bounds.standardError(),
                bounds.logEvidence(),
                bounds.logThreshold());
    }

    private static double information(Bounds bounds) {
        return 1 / (bounds.standardError() * bounds.standardError());
    }

    /**
     * Node-minutes until the upper bound is below the multiple; see the class.
     *
     * @param nodeSeconds exposure so far
     * @return empty where no time is enough
     */
    OptionalDouble moreNodeMinutes(Bounds bounds, double multiple, double nodeSeconds) {
        double wanted = Math.log(multiple / bounds.estimate());
        double has = information(bounds);
        if (!(wanted > 0) || !Double.isFinite(has)) {
            return OptionalDouble.empty();
        }
        double low = has;
        double high = has;
        while (mixture.distance(high, risk) > wanted) {
            low = high;
            high *= 2;
            if (high > has * MOST_TIMES) {
                return OptionalDouble.empty();
            }
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (mixture.distance(middle, risk) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return OptionalDouble.of(nodeSeconds / SECONDS_PER_MINUTE * (high / has - 1));
    }
}
