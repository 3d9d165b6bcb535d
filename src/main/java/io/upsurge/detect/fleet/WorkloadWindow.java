package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final TreeMap<String, List<NodeRow>> rowsByVersion = new TreeMap<>();
    private final Map<String, NodeRow> settled = new HashMap<>();
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
        rowsByNode.forEach((node, rows) -> {
            NodeRow last = rows.get(rows.size() - 1);
            if (last.phase() == Phase.STEADY && isOneRun(rows, last)) {
                settled.put(node, last);
            }
            rows.forEach(row -> rowsByVersion
                    .computeIfAbsent(row.version(), version -> new ArrayList<>())
                    .add(row));
        });
    }

    private static boolean isOneRun(List<NodeRow> rows, NodeRow last) {
        for (NodeRow row : rows) {
            if (!row.version().equals(last.version()) || row.restartedMs() != last.restartedMs()) {
                return false;
            }
        }
        return true;
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

    /** Every group that has a cell. */
    SortedSet<GroupId> groups() {
        Set<GroupId> groups = new HashSet<>();
        rowsByNode
                .values()
                .forEach(rows -> rows.forEach(row -> groups.addAll(row.cells().keySet())));
        return new TreeSet<>(groups);
    }

    /** The settled part of a window in which a node ran one version without a restart; empty where there is none. */
    Optional<NodeRow> settledRow(String node) {
        return Optional.ofNullable(settled.get(node));
    }

    /** The row of a node that ran one version, restarted not long ago, over the whole window. */
    Optional<NodeRow> warmingRow(String node) {
        List<NodeRow> rows = rowsByNode.getOrDefault(node, List.of());
        return rows.size() == 1 && rows.get(0).phase() == Phase.WARMING ? Optional.of(rows.get(0)) : Optional.empty();
    }

    /** Summaries of a group by version id. */
    Map<String, RateSummary> summaries(GroupId group, Kind kind) {
        Map<String, RateSummary> summaries = new TreeMap<>();
        rowsByVersion.forEach((version, rows) -> {
            RateSummary summary = new RateSummary(kind, rows.size());
            for (NodeRow row : rows) {
                summary.add(row, group);
            }
            summaries.put(version, summary);
        });
        return summaries;
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
