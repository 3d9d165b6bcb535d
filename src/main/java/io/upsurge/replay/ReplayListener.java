package io.upsurge.replay;

import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.model.RolloutFact;

/**
 * Hears what a replay met and what came of it. It is called by one thread at a time, in an order that the records and the
 * settings alone decide: rates, anomalies and assessments window by window, after the partials they come from; facts in the
 * order of event time, before anything that they have a part in.
 */
public interface ReplayListener extends FleetStage.Sink {

    /** A roll-out fact, as it was given. */
    default void fact(RolloutFact fact) {}

    /** Rows of a window of a workload; those of its other sources may follow. */
    default void partial(Partial partial) {}

    /** Nothing follows. */
    default void end(ReplayTotals totals) {}
}
