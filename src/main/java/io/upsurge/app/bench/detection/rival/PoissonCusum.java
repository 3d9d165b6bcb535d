package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;

/**
 * Cumulative sum of log-likelihood ratios of Poisson counts, made for a rise to the multiple, against the nodes' own hour
 * before; tells at ln 1000. Source: Page (1954), Lucas (1985).
 */
final class PoissonCusum implements Rival {
    private static final double LIMIT = Math.log(1_000);

    private final double multiple;
    private double sum;

    PoissonCusum(double multiple) {
        this.multiple = multiple;
    }

    @Override
    public String name() {
        return "Poisson CUSUM";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums window = fleet.settled(true);
        sum = Math.max(0, sum + window.calls() * Math.log(multiple) - (multiple - 1) * window.expected());
        return sum >= LIMIT;
    }
}
