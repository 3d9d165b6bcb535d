package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;

/**
 * Anytime-valid test of two Poisson rates, conditional on their sum: of all calls in a window, how many were made by the
 * upgraded nodes? The evidence against a ratio of at most 1.1 is the mean over a grid of larger ratios; it tells at 1000.
 * Source: Lindon and Malek (2022), with the nodes' levels as the offset.
 */
final class PoissonEvidence implements Rival {
    private static final double NULL_RATIO = 1.1;
    private static final double LIMIT = Math.log(1_000);
    private static final int GRID = 24;
    private static final double LEAST = 1.15;
    private static final double MOST = 10;

    private final double[] ratios = new double[GRID];
    private final double[] logs = new double[GRID];

    PoissonEvidence() {
        for (int k = 0; k < GRID; k++) {
            ratios[k] = LEAST * Math.pow(MOST / LEAST, k / (GRID - 1.0));
        }
    }

    @Override
    public String name() {
        return "Poisson e-process";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums treated = fleet.settled(true);
        Sums controls = fleet.settled(false);
        if (treated.ofLevel() > 0 && controls.ofLevel() > 0) {
            double offset = treated.ofLevel() / controls.ofLevel();
            for (int k = 0; k < GRID; k++) {
                logs[k] += treated.calls() * Math.log(ratios[k] / NULL_RATIO)
                        - (treated.calls() + controls.calls())
                                * Math.log((ratios[k] * offset + 1) / (NULL_RATIO * offset + 1));
            }
        }
        return logEvidence() >= LIMIT;
    }

    private double logEvidence() {
        double most = logs[0];
        for (double log : logs) {
            most = Math.max(most, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        return most + Math.log(sum / GRID);
    }
}
