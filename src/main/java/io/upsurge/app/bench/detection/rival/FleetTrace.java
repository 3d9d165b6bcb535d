package io.upsurge.app.bench.detection.rival;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.signal.GroupId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nodes of one key, as the rivals see them after a window. */
public final class FleetTrace {
    private final GroupId group;
    private final Map<String, NodeTrace> nodes = new TreeMap<>();
    private int windows;

    /** Of a group. */
    public FleetTrace(GroupId group) {
        this.group = group;
    }

    /** Takes in the rows of a window. */
    public void take(Collection<NodeRow> rows) {
        Map<String, List<NodeRow>> byNode = new TreeMap<>();
        rows.forEach(row ->
                byNode.computeIfAbsent(row.node(), n -> new ArrayList<>(1)).add(row));
        byNode.forEach((node, mine) ->
                nodes.computeIfAbsent(node, n -> new NodeTrace(mine.get(0).version())));
        nodes.forEach((node, trace) -> trace.take(byNode.getOrDefault(node, List.of()), group));
        windows++;
    }

    /** Learns from the window, after everybody has looked. */
    public void learn() {
        Sums others = settled(false);
        double index = others.ofLevel() > 0 && others.calls() > 0 ? others.calls() / others.ofLevel() : 1;
        nodes.values().forEach(node -> node.learn(index));
    }

    /** Whether any node runs a version it did not have first. */
    public boolean anyUpgraded() {
        return nodes.values().stream().anyMatch(NodeTrace::upgraded);
    }

    /** Number of the present window, from 1. */
    int windows() {
        return windows;
    }

    Collection<NodeTrace> nodes() {
        return nodes.values();
    }

    /** Sums over the settled nodes, upgraded or not. */
    Sums settled(boolean upgraded) {
        double calls = 0;
        double seconds = 0;
        double expected = 0;
        double ofLevel = 0;
        for (NodeTrace node : nodes.values()) {
            if (node.upgraded() == upgraded && node.counts()) {
                calls += node.calls();
                seconds += node.seconds();
                expected += node.expected();
                ofLevel += node.expectedOfLevel();
            }
        }
        return new Sums(calls, seconds, expected, ofLevel);
    }

    /**
     * Sums of a window.
     *
     * @param calls calls counted
     * @param seconds node-seconds over which they were counted
     * @param expected calls that the nodes' own hours before let expect
     * @param ofLevel calls that their levels let expect if the fleet were at its level
     */
    record Sums(double calls, double seconds, double expected, double ofLevel) {
        static final Sums NONE = new Sums(0, 0, 0, 0);

        Sums(double calls, double seconds, double expected) {
            this(calls, seconds, expected, 0);
        }

        Sums plus(Sums other) {
            return new Sums(
                    calls + other.calls, seconds + other.seconds, expected + other.expected, ofLevel + other.ofLevel);
        }

        double rate() {
            return calls / seconds;
        }
    }
}
