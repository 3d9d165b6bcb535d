package io.upsurge.detect.fleet;

import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Signal.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The known nodes of a workload and their rows of one window. Every key goes through all of them; what it needs of a node is
 * looked up here once, node by node.
 */
final class SeenNodes {
    private final List<KnownNode> known = new ArrayList<>();
    private final List<NodeHistory> histories;
    private final TreeMap<String, List<SeenRow>> rowsByVersion = new TreeMap<>();
    private final Map<String, VersionNodes> versions = new HashMap<>();

    /**
     * Looks everything up.
     *
     * @param window rows from all sources
     * @param known nodes seen lately, those of the window among them, in the order of their names
     * @param groups groups of the workload's keys; the number of a key is its place here
     */
    SeenNodes(WorkloadWindow window, List<NodeHistory> known, Collection<GroupId> groups) {
        this.histories = known;
        List<GroupId> keys = List.copyOf(groups);
        for (NodeHistory history : known) {
            List<SeenRow> rows = window.rows(history.node()).stream()
                    .map(row -> new SeenRow(row, keys))
                    .toList();
            rows.forEach(row -> rowsByVersion
                    .computeIfAbsent(row.row().version(), version -> new ArrayList<>())
                    .add(row));
            this.known.add(new KnownNode(history, rows, keys));
        }
    }

    /** In the order of their names. */
    List<KnownNode> known() {
        return known;
    }

    /** Which of them have moved to a version. */
    VersionNodes of(String version) {
        return versions.computeIfAbsent(version, v -> new VersionNodes(v, histories));
    }

    /** Summaries of a key by version id. */
    Map<String, RateSummary> summaries(int key, Kind kind) {
        Map<String, RateSummary> summaries = new TreeMap<>();
        rowsByVersion.forEach((version, rows) -> {
            RateSummary summary = new RateSummary(kind, rows.size());
            for (SeenRow row : rows) {
                summary.add(row.row(), row.cell(key));
            }
            summaries.put(version, summary);
        });
        return summaries;
    }
}
