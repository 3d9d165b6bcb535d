package io.upsurge.detect.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of the known nodes have moved to a version, and where the others are. */
final class VersionNodes {
    private final List<NodeHistory> known;
    private final List<NodeHistory> upgraded = new ArrayList<>();
    private final String from;
    private int returned;
    private int movedOn;

    /**
     * Looks at the nodes.
     *
     * @param version id of the version
     * @param known nodes seen lately, in the order of their names
     */
    VersionNodes(String version, List<NodeHistory> known) {
        this.known = known;
        TreeMap<String, Integer> baselines = new TreeMap<>();
        for (NodeHistory node : known) {
            if (!node.version().equals(version)) {
                if (node.upgraded()) {
                    movedOn++;
                } else {
                    returned++;
                }
            } else if (node.upgraded()) {
                upgraded.add(node);
                baselines.merge(node.baselineVersion(), 1, Integer::sum);
            }
        }
        this.from = baselines.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** All of them, in the order of their names. */
    List<NodeHistory> known() {
        return known;
    }

    /** Nodes that have moved to it, in the order of their names. */
    List<NodeHistory> upgraded() {
        return upgraded;
    }

    /** Nodes on their baseline version. */
    int returned() {
        return returned;
    }

    /** Nodes on a third version. */
    int movedOn() {
        return movedOn;
    }

    /** Version most of the upgraded nodes learned their baseline on; empty without any. */
    String from() {
        return from;
    }
}
