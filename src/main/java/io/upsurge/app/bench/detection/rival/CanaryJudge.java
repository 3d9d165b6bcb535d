package io.upsurge.app.bench.detection.rival;

import java.util.Arrays;

/**
 * Like the judge of Kayenta: every five minutes, with at least ten points, the rates of the upgraded nodes are ranked
 * against a control; high if the lower end of the 98 % interval is above a quarter of the estimated shift. Source:
 * {@code MannWhitneyClassifier} of Kayenta's NetflixACAJudge, with its default tolerance.
 */
final class CanaryJudge implements Rival {
    private static final double CONFIDENCE = 0.98;
    private static final double TOLERANCE = 0.25;
    private static final int LEAST_POINTS = 10;
    private static final int EVERY = 5;

    private final String name;
    private final double multiple;
    private final boolean shifted;
    private final RateSeries series = new RateSeries();

    /**
     * A judge.
     *
     * @param multiple the mean must be at least so many times the control's besides; 0 to ask only for the ranks
     * @param shifted whether the control is the same nodes' hour before, rather than the other nodes now
     */
    CanaryJudge(String name, double multiple, boolean shifted) {
        this.name = name;
        this.multiple = multiple;
        this.shifted = shifted;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        series.take(fleet);
        if (fleet.windows() % EVERY != 0) {
            return false;
        }
        double[] after = series.after();
        double[] control = shifted ? RateSeries.before(fleet) : series.beside();
        if (after.length < LEAST_POINTS || control.length < LEAST_POINTS) {
            return false;
        }
        RankShift shift = RankShift.of(after, control, CONFIDENCE);
        return shift.estimate() > 0
                && shift.lower() > TOLERANCE * shift.estimate()
                && mean(after) >= multiple * mean(control);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
