package io.upsurge.app.bench;

/**
 * What is sized.
 *
 * @param fleet the fleet, with all its scrapes
 * @param history scrapes of a node that wait in the topic at the start, at least 40
 * @param intervalSeconds time between two scrapes of a node
 * @param liveSeconds how long scrapes come at their pace
 * @param heapMebibytes most heap of the measured process, MiB
 */
record SizingPlan(BenchPlan fleet, int history, int intervalSeconds, int liveSeconds, int heapMebibytes) {
    /** Checks that there is a history. */
    SizingPlan {
        if (history < BenchPlan.MIN_SCRAPES) {
            throw new IllegalArgumentException(
                    "history must be at least " + BenchPlan.MIN_SCRAPES + ", not " + history);
        }
    }

    /** Samples that wait at the start. */
    long historySamples() {
        return (long) fleet.nodes() * history * fleet.series();
    }

    /** Samples that come at their pace. */
    long liveSamples() {
        return fleet.samples() - historySamples();
    }
}
