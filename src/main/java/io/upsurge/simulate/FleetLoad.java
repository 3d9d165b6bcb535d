package io.upsurge.simulate;

import java.util.List;

/** What all nodes of a cluster share: the course of the day, a slow common drift, and load steps. */
final class FleetLoad {
    private static final long MINUTE_MS = 60_000;
    private static final double DRIFT_MINUTES = 30;
    private static final double DAY_MINUTES = 24 * 60;
    private static final double PEAK_MINUTE = 14 * 60;

    private final long startMs;
    private final double[] perMinute;

    FleetLoad(Scenario scenario, Dice dice) {
        startMs = scenario.start().toEpochMilli();
        perMinute = new double[(int) (scenario.duration().toMillis() / MINUTE_MS) + 2];
        double keep = StrictMath.exp(-1 / DRIFT_MINUTES);
        double sd = scenario.noise().fleetDrift();
        double drift = sd * dice.gaussian();
        for (int i = 0; i < perMinute.length; i++) {
            double phase = ((startMs / MINUTE_MS + i) % DAY_MINUTES - PEAK_MINUTE) / DAY_MINUTES;
            double day = 1 + scenario.dayNight() * StrictMath.cos(2 * StrictMath.PI * phase);
            perMinute[i] = day * StrictMath.exp(drift - sd * sd / 2) * steps(scenario.events(), i * MINUTE_MS);
            drift = keep * drift + sd * StrictMath.sqrt(1 - keep * keep) * dice.gaussian();
        }
    }

    private static double steps(List<Event> events, long sinceStartMs) {
        double factor = 1;
        for (Event event : events) {
            if (event instanceof Event.Load load
                    && sinceStartMs >= load.at().toMillis()
                    && sinceStartMs < load.at().plus(load.lasts()).toMillis()) {
                factor *= load.factor();
            }
        }
        return factor;
    }

    /** What calls at an instant are multiplied by. */
    double at(long timeMs) {
        int minute = (int) ((timeMs - startMs) / MINUTE_MS);
        return perMinute[Math.max(0, Math.min(minute, perMinute.length - 1))];
    }
}
