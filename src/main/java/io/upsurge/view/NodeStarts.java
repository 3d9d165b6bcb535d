package io.upsurge.view;

import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one node ran, from its roll-out facts: the last start before what is remembered, and all since. */
final class NodeStarts {
    private static final int MOST = 64;

    private final TreeMap<Long, RolloutFact> starts = new TreeMap<>();
    private long observedMs;
    private boolean snapshots = true;

    /** Takes in a fact; one that repeats a start says that it still runs. */
    void add(RolloutFact fact) {
        observedMs = Math.max(observedMs, Math.max(fact.observedAtMs(), fact.sinceMs()));
        snapshots = snapshots && fact.isSnapshot();
        RolloutFact known = starts.get(fact.sinceMs());
        if (known == null
                || known.version().id().length() <= fact.version().id().length()) {
            starts.put(fact.sinceMs(), fact);
        }
        if (starts.size() > MOST) {
            starts.remove(starts.firstKey());
        }
    }

    /** Forgets starts before an instant, but for the last of them. */
    void forget(long untilMs) {
        Long last = starts.floorKey(untilMs);
        if (last != null) {
            starts.headMap(last).clear();
        }
    }

    /** The starts in the order of time. */
    List<RolloutFact> starts() {
        return new ArrayList<>(starts.values());
    }

    /** What it ran at an instant; empty if it had not started by then. */
    Optional<RolloutFact> at(long atMs) {
        return Optional.ofNullable(starts.floorEntry(atMs)).map(Map.Entry::getValue);
    }

    /** When it was last heard of, milliseconds since 1970-01-01T00:00Z. */
    long observedMs() {
        return observedMs;
    }

    /** Whether all is told by a source that repeats itself, so that its silence means that the node is gone. */
    boolean isRepeated() {
        return snapshots;
    }

    /** The same, for a reader on another thread. */
    NodeStarts copy() {
        NodeStarts copy = new NodeStarts();
        copy.starts.putAll(starts);
        copy.observedMs = observedMs;
        copy.snapshots = snapshots;
        return copy;
    }
}
