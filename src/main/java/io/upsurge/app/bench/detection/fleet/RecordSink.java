package io.upsurge.app.bench.detection.fleet;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;

/** Where the records go, in the order in which they arrive. */
public interface RecordSink {
    /** A scrape or a heartbeat. */
    void sample(SampleRecord sample);

    /** A roll-out fact. */
    void fact(RolloutFact fact);
}
