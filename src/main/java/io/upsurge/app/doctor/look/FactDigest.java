package io.upsurge.app.doctor.look;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What was seen in the topic of the roll-outs. Its size is bounded whatever it is told. */
public final class FactDigest {
    private static final int MAX_NODES = 200_000;
    private static final int MAX_CHANGES = 20_000;
    private static final int MAX_SOURCES = 1_000;

    private final Map<Workload, Map<String, RolloutFact>> newest = new TreeMap<>();
    private final Map<String, Map<String, Long>> heard = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Refusals refusals = new Refusals();
    private final Room room = new Room(MAX_NODES);
    private final Room sourceRoom = new Room(MAX_SOURCES);
    private long facts;

    /**
     * A node that came to run something else.
     *
     * @param fact what it came to run
     * @param appendMs when that was first written, by the broker's clock, milliseconds since 1970-01-01T00:00Z
     */
    public record Change(RolloutFact fact, long appendMs) {

        /**
         * How far the clock of the node's cluster had passed it when it was written, milliseconds; empty where nothing had been
         * heard of the cluster.
         */
        public OptionalLong latenessMs(ClusterDigest cluster) {
            OptionalLong clock = cluster.clockAt(appendMs);
            return clock.isPresent() ? OptionalLong.of(clock.getAsLong() - fact.sinceMs()) : clock;
        }
    }

    /** An empty digest. */
    public FactDigest() {}

    /**
     * Takes a fact that the topology would take.
     *
     * @param fact the fact
     * @param appendMs when the broker wrote it, milliseconds since 1970-01-01T00:00Z
     */
    public void take(RolloutFact fact, long appendMs) {
        facts++;
        hear(fact.workload().cluster(), fact.source(), appendMs);
        if (!newest.containsKey(fact.workload()) && !room.take()) {
            return;
        }
        Map<String, RolloutFact> nodes = newest.computeIfAbsent(fact.workload(), workload -> new HashMap<>());
        RolloutFact before = nodes.get(fact.node());
        if (before == null) {
            if (room.take()) {
                nodes.put(fact.node(), fact);
            }
            return;
        }
        if (fact.sinceMs() > before.sinceMs() && changes.size() < MAX_CHANGES) {
            changes.add(new Change(fact, appendMs));
        }
        if (fact.sinceMs() >= before.sinceMs()) {
            nodes.put(fact.node(), fact);
        }
    }

    private void hear(String cluster, String source, long appendMs) {
        boolean known = heard.getOrDefault(cluster, Map.of()).containsKey(source);
        if (known || sourceRoom.take()) {
            heard.computeIfAbsent(cluster, name -> new TreeMap<>()).merge(source, appendMs, Math::max);
        }
    }

    /**
     * Takes a record that the topology would refuse.
     *
     * @param cause why, in a word
     * @param example where it is, and why in a sentence
     */
    public void refuse(String cause, String example) {
        refusals.add(cause, example);
    }

    /** What each node runs, by workload and node. */
    public Map<Workload, Map<String, RolloutFact>> newest() {
        return newest;
    }

    /** When each source of a cluster was last heard, by cluster and source, milliseconds since 1970-01-01T00:00Z. */
    public Map<String, Map<String, Long>> heard() {
        return heard;
    }

    /** Nodes that came to run something else, in the order in which they were written. */
    public List<Change> changes() {
        return changes;
    }

    /** What the topology would refuse. */
    public Refusals refusals() {
        return refusals;
    }

    /** Facts that the topology would take. */
    public long facts() {
        return facts;
    }

    /** Whether some of it was left out, because there was too much to remember. */
    public boolean isPart() {
        return room.exhausted();
    }
}
