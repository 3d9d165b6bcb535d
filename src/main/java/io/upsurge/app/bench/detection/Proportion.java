package io.upsurge.app.bench.detection;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many of how many, with the exact bounds of Clopper and Pearson (1934). Each bound by itself holds with 95 %.
 *
 * @param hits how many
 * @param of of how many
 */
record Proportion(long hits, long of) {
    private static final double TAIL = 0.05;

    /** Checks the counts. */
    Proportion {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " of " + of);
        }
    }

    double share() {
        return of == 0 ? Double.NaN : (double) hits / of;
    }

    /** Lower bound; 0 where nothing was tried. */
    double lower() {
        return hits == 0
                ? 0
                : BetaDistribution.of((double) hits, of - hits + 1.0).inverseCumulativeProbability(TAIL);
    }

    /** Upper bound; 1 where nothing was tried. */
    double upper() {
        return hits == of
                ? 1
                : BetaDistribution.of(hits + 1.0, (double) of - hits).inverseCumulativeProbability(1 - TAIL);
    }

    Proportion plus(Proportion other) {
        return new Proportion(hits + other.hits, of + other.of);
    }
}
