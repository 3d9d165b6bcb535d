package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of one window of one workload from all sources, in the order of the nodes' names: sums over them do not depend
 * on how the nodes are spread over partitions.
 */
final class WorkloadWindow {
    private final Window window;
    private final TreeMap<String, List<NodeRow>> rowsByNode = new TreeMap<>();
    private final int corrections;

    WorkloadWindow(Window window, List<Partial> partials) {
        this.window = window;
        int corrected = 0;
        List<Partial> ordered = new ArrayList<>(partials);
        ordered.sort(Comparator.comparingInt(Partial::source).thenComparingInt(Partial::chunk));
        for (Partial partial : ordered) {
            corrected += partial.corrections();
            for (NodeRow row : partial.rows()) {
                rowsByNode.computeIfAbsent(row.node(), n -> new ArrayList<>(1)).add(row);
            }
        }
        this.corrections = corrected;
    }

    Window window() {
        return window;
    }

    int corrections() {
        return corrections;
    }

    Map<String, List<NodeRow>> rowsByNode() {
        return rowsByNode;
    }

    /** Rows of a node, in the order of time; empty where there is none. */
    List<NodeRow> rows(String node) {
        return rowsByNode.getOrDefault(node, List.of());
    }

    /** Every group that has a cell. */
    SortedSet<GroupId> groups() {
        Set<GroupId> groups = new HashSet<>();
        rowsByNode
                .values()
                .forEach(rows -> rows.forEach(row -> groups.addAll(row.cells().keySet())));
        return new TreeSet<>(groups);
    }

    /** Share of the window covered by scrapes over a number of nodes, 0 to 1. */
    double completeness(int knownNodes) {
        double covered = 0;
        for (List<NodeRow> rows : rowsByNode.values()) {
            long exposureMs = 0;
            for (NodeRow row : rows) {
                exposureMs += row.exposureMs();
            }
            covered += Math.min(1, exposureMs / (double) window.lengthMs());
        }
        return knownNodes == 0 ? 0 : Math.min(1, covered / knownNodes);
    }
}
