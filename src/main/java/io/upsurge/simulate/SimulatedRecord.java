package io.upsurge.simulate;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;

/** A record of a scenario, in the order of arrival. */
public sealed interface SimulatedRecord {

    /** When it arrives, milliseconds since 1970-01-01T00:00Z; never before the instant it speaks of. */
    long arrivalMs();

    /**
     * A scrape or heartbeat.
     *
     * @param arrivalMs when it arrives
     * @param record the scrape or heartbeat
     */
    record Sample(long arrivalMs, SampleRecord record) implements SimulatedRecord {}

    /**
     * A roll-out fact.
     *
     * @param arrivalMs when it arrives
     * @param fact the fact
     */
    record Rollout(long arrivalMs, RolloutFact fact) implements SimulatedRecord {}
}
