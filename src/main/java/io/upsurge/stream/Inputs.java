package io.upsurge.stream;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.stream.Admission.Input;

/** The inputs of the topology, and how to look at them. */
final class Inputs {
    /** Scrapes and heartbeats; a heartbeat goes to every partition. */
    static final Input<SampleRecord> SAMPLES =
            new Input<>(Inputs::keyOf, Scrape.class::isInstance, SampleRecord::timeMs);

    /** Roll-out facts. */
    static final Input<RolloutFact> ROLLOUTS =
            new Input<>(fact -> fact.nodeId().key(), fact -> true, RolloutFact::timeMs);

    private Inputs() {}

    private static String keyOf(SampleRecord sample) {
        return sample instanceof Scrape scrape ? scrape.nodeId().key() : ((Heartbeat) sample).key();
    }
}
