package io.upsurge.app.bench.detection.fleet;

import io.upsurge.app.bench.detection.fleet.Schedule.Move;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One node: its counters, and the calls it makes between two instants. Seven tenths of the calls are made by a loop once a
 * minute, the rest evenly; a restart adds a start-up burst that fades.
 */
final class NodeCalls {
    private static final double MINUTE_MS = 60_000;
    private static final double LOOP_SHARE = 0.7;
    private static final double NOISE_MS = 30_000;
    private static final double LEAST_SHAPE = 0.05;
    private static final double DRIFT_TAU_MINUTES = 30;
    private static final double STORM_FACTOR = 3;
    private static final double BURST_TAUS = 12;
    private static final long CHILD_AFTER_MS = 300_000;

    private final FleetPlan plan;
    private final Noise noise;
    private final int zone;
    private final boolean surging;
    private final double callsPerMinute;
    private final long loopMs;
    private final double[] drift;
    private final double[] driftFactor;
    private final double[] values;
    private final double[] children;
    private final double driftKeep = Math.exp(-1 / DRIFT_TAU_MINUTES);
    private final double driftStep;

    private long doneToMs;
    private long startMs;
    private long newSinceMs;
    private boolean onNew;
    private double burstCalls;
    private double burstTauMs = 1;
    private double stormFactor = 1;
    private long stormEndMs;
    private long nextStormMs;

    /**
     * A node that has run the old version for a day.
     *
     * @param zone number of its zone
     * @param surging whether the effect is on it
     * @param fromMs from when its calls are counted, milliseconds since 1970-01-01T00:00Z
     */
    NodeCalls(FleetPlan plan, Noise noise, int zone, boolean surging, long fromMs) {
        Regime regime = plan.regime();
        this.plan = plan;
        this.noise = noise;
        this.zone = zone;
        this.surging = surging;
        this.callsPerMinute = regime.callsPerMinute() * Math.exp(regime.nodeSpread() * noise.normal());
        this.loopMs = noise.below((int) MINUTE_MS);
        this.drift = new double[plan.keys()];
        this.driftFactor = new double[plan.keys()];
        this.values = new double[plan.keys()];
        this.children = new double[plan.keys()];
        this.driftStep = regime.driftSpread() * Math.sqrt(1 - driftKeep * driftKeep);
        for (int key = 0; key < drift.length; key++) {
            drift[key] = regime.driftSpread() * noise.normal();
            driftFactor[key] = Math.exp(drift[key]);
        }
        this.doneToMs = fromMs;
        this.startMs = fromMs - 86_400_000L;
        this.nextStormMs = fromMs + nextStorm();
        double before = Math.floor(callsPerMinute * noise.uniform(60, 1_440));
        for (int key = 0; key < values.length; key++) {
            values[key] = silentOnOld(key) ? 0 : before;
        }
    }

    int zone() {
        return zone;
    }

    /** Start of the process, milliseconds since 1970-01-01T00:00Z. */
    long startMs() {
        return startMs;
    }

    /** Starts the process again; what was called since the last scrape is lost. */
    void restart(Move move, long atMs) {
        boolean above = plan.fault() == Fault.RESET_ABOVE;
        for (int key = 0; key < values.length; key++) {
            values[key] = above && values[key] > 0 ? values[key] + callsPerMinute : 0;
            children[key] = 0;
        }
        if (!move.tag().isEmpty()) {
            boolean becomesNew = !move.tag().equals(Pace.OLD);
            if (becomesNew && !onNew) {
                newSinceMs = atMs;
            }
            onNew = becomesNew;
        }
        startMs = atMs;
        doneToMs = atMs;
        burstCalls = callsPerMinute * noise.uniform(2, 8);
        burstTauMs = noise.uniform(20_000, 60_000);
    }

    /** Lets every key drift for a minute. */
    void driftOneMinute() {
        for (int key = 0; key < drift.length; key++) {
            drift[key] = driftKeep * drift[key] + driftStep * noise.normal();
            driftFactor[key] = Math.exp(drift[key]);
        }
    }

    /** Makes the calls up to an instant, under the load of its zone. */
    void advance(long toMs, double load) {
        double minutes = exposureMinutes(doneToMs, toMs);
        double usual = callsPerMinute * load * storm(toMs) * minutes;
        double burst = burst(doneToMs, toMs);
        double shape = Math.max(LEAST_SHAPE, plan.regime().noiseShape() * (toMs - doneToMs) / NOISE_MS);
        double effect = onNew && surging
                ? plan.effect().at((toMs - newSinceMs) / MINUTE_MS)
                : plan.effect().before();
        boolean child = plan.fault() == Fault.CHILD_BIRTH && toMs - startMs > CHILD_AFTER_MS;
        for (int key = 0; key < values.length; key++) {
            double mean = usual * driftFactor[key] + burst;
            if (key < plan.effect().keys()) {
                mean = usual * driftFactor[key] * effect + burst * plan.effect().before();
            }
            int calls = noise.poisson(mean * noise.gamma(shape));
            if (child) {
                children[key] += calls;
            } else {
                values[key] += calls;
            }
        }
        doneToMs = toMs;
    }

    private boolean silentOnOld(int key) {
        return plan.effect().before() < 1 && key < plan.effect().keys();
    }

    private double exposureMinutes(long fromMs, long toMs) {
        long loops = Math.floorDiv(toMs - loopMs, (long) MINUTE_MS) - Math.floorDiv(fromMs - loopMs, (long) MINUTE_MS);
        return LOOP_SHARE * loops + (1 - LOOP_SHARE) * (toMs - fromMs) / MINUTE_MS;
    }

    private double burst(long fromMs, long toMs) {
        if (fromMs - startMs > BURST_TAUS * burstTauMs) {
            return 0;
        }
        return burstCalls * (Math.exp((startMs - fromMs) / burstTauMs) - Math.exp((startMs - toMs) / burstTauMs));
    }

    private double storm(long toMs) {
        if (toMs >= nextStormMs) {
            stormFactor = plan.regime().stormFactor() > STORM_FACTOR
                    ? noise.uniform(STORM_FACTOR, plan.regime().stormFactor())
                    : STORM_FACTOR;
            stormEndMs = nextStormMs + (long) (noise.uniform(2, 10) * MINUTE_MS);
            nextStormMs = stormEndMs + nextStorm();
        }
        return toMs < stormEndMs ? stormFactor : 1;
    }

    private long nextStorm() {
        double hours = -Math.log(1 - noise.uniform()) / plan.regime().stormsPerHour();
        return (long) (hours * 60 * MINUTE_MS);
    }

    /** The counters as a scrape sees them. A series exists from its first call. */
    List<Point> points(List<SeriesId> plain, List<SeriesId> errors) {
        boolean complete = plan.effect().before() == 1 && plan.fault() != Fault.CHILD_BIRTH;
        if (complete) {
            Point[] points = new Point[values.length];
            for (int key = 0; key < points.length; key++) {
                points[key] = new Point(plain.get(key), values[key], false);
            }
            return Arrays.asList(points);
        }
        List<Point> points = new ArrayList<>(2 * values.length);
        for (int key = 0; key < values.length; key++) {
            if (values[key] > 0) {
                points.add(new Point(plain.get(key), values[key], false));
            }
            if (children[key] > 0) {
                points.add(new Point(errors.get(key), children[key], false));
            }
        }
        return points;
    }
}
