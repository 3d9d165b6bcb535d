package io.upsurge.replay;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Workload;
import java.util.HashMap;
import java.util.Map;

/** Counts facts that a running pipeline would have heard of too late; repetitions of a fact count once. */
final class BelatedFacts {
    private final long graceMs;
    private final Map<Place, State> last = new HashMap<>();
    private long count;

    private record Place(Workload workload, String node) {}

    private record State(String version, String podUid, long sinceMs) {}

    BelatedFacts(long graceMs) {
        this.graceMs = graceMs;
    }

    /**
     * Looks at the next fact in the order of event time.
     *
     * @param begun whether any record of its cluster is older
     */
    void look(RolloutFact fact, boolean begun) {
        State state = new State(fact.version().id(), fact.podUid(), fact.sinceMs());
        State before = last.put(new Place(fact.workload(), fact.node()), state);
        if (begun && !fact.isSnapshot() && !state.equals(before) && fact.observedAtMs() - fact.sinceMs() > graceMs) {
            count++;
        }
    }

    long count() {
        return count;
    }
}
