package io.upsurge.app.bench.detection.rival;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;

/**
 * Welch's t-test of the rates since the upgrade against the same nodes' hour before, at 0.001, from five points on: what
 * Hunter and Otava do with a change point, here with the change point known.
 */
final class ChangePointTest implements Rival {
    private static final double LEVEL = 0.001;
    private static final int LEAST_POINTS = 5;

    private final RateSeries series = new RateSeries();

    @Override
    public String name() {
        return "t-test";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        series.take(fleet);
        double[] after = series.after();
        if (after.length < LEAST_POINTS) {
            return false;
        }
        double[] before = RateSeries.before(fleet);
        return before.length >= LEAST_POINTS
                && spreads(after)
                && spreads(before)
                && TTest.withDefaults()
                                .with(AlternativeHypothesis.GREATER_THAN)
                                .test(after, before)
                                .getPValue()
                        < LEVEL;
    }

    private static boolean spreads(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }
}
