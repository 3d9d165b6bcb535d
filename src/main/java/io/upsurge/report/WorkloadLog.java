package io.upsurge.report;

import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.NodeChange;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Window;
import io.upsurge.report.RecordedRun.Pairs;
import io.upsurge.report.RecordedRun.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the nodes of one workload ran and did. */
final class WorkloadLog {
    private static final int MOST_NODES = 5_000;
    private static final int MOST_GROUPS = 64;
    private static final int MOST_VERSIONS = 100;

    private final EngineSettings settings;
    private final double factor;
    private final Predicate<String> silenceCounts;
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private final Map<String, Version> told = new HashMap<>();
    private final Map<GroupId, Integer> groups = new HashMap<>();
    private final Map<String, NodeLog> nodes = new HashMap<>();
    private final Map<String, NodeChange> changes = new HashMap<>();
    private NavigableMap<Long, Census> census = new TreeMap<>();
    private int furtherNodes;

    /** Nodes by version, as of the end of a window. */
    static final class Census {
        final long windowEndMs;
        final TreeMap<String, Integer> all = new TreeMap<>();
        final TreeMap<String, Integer> steady = new TreeMap<>();
        int further;

        Census(long windowEndMs) {
            this.windowEndMs = windowEndMs;
        }
    }

    /**
     * Knows nothing yet.
     *
     * @param settings times and bounds
     * @param silenceCounts whether a signal's missing series means that there were no calls; true for rates
     */
    WorkloadLog(EngineSettings settings, Predicate<String> silenceCounts) {
        this.settings = settings;
        this.factor = Decayed.factor(settings.baselineHalfLifeWindows());
        this.silenceCounts = silenceCounts;
    }

    void tell(Version version) {
        if (told.size() < MOST_VERSIONS) {
            told.merge(version.id(), version, (a, b) -> a.image().isEmpty() ? b : a);
        }
    }

    void add(Partial partial, Window window, Steps steps) {
        Census counts = countsOf(window, steps);
        List<NodeRow> rows = partial.rows();
        for (int i = 0; i < rows.size(); i++) {
            NodeRow row = rows.get(i);
            boolean last = i + 1 == rows.size() || !rows.get(i + 1).node().equals(row.node());
            add(row, window, last, counts);
        }
    }

    /**
     * Takes in what a node ran, from its roll-out facts.
     *
     * @param starts its starts in the order of time
     * @param lastMs until when the last of them is known to have run, milliseconds since 1970-01-01T00:00Z
     * @param range what is shown
     */
    void ran(String name, List<RolloutFact> starts, long lastMs, Range range) {
        if (nodes.size() >= MOST_NODES) {
            furtherNodes++;
            return;
        }
        NodeLog node = new NodeLog();
        nodes.put(name, node);
        for (int i = 0; i < starts.size(); i++) {
            versionNumber(starts.get(i).version().id());
            node.started(
                    starts.get(i), i + 1 < starts.size() ? starts.get(i + 1).sinceMs() : lastMs, range);
        }
    }

    /** Counts what the nodes ran over the range, once all of them are known. */
    void count(Steps steps) {
        for (long at = steps.fromMs(); at < steps.toMs(); at += steps.stepMs()) {
            long last = Math.min(at + steps.stepMs(), steps.toMs()) - 1;
            Census counts = new Census(last + 1);
            for (NodeLog node : nodes.values()) {
                node.at(last).ifPresent(stretch -> {
                    counts.all.merge(stretch.version, 1, Integer::sum);
                    if (stretch.phase == Phase.STEADY) {
                        counts.steady.merge(stretch.version, 1, Integer::sum);
                    }
                });
            }
            census.put(at, counts);
        }
    }

    /** Takes in how often a node called before and after it moved, as the detector has learned it. */
    void changed(NodeChange change) {
        changes.put(change.node(), change);
    }

    /** Counts of the window; of several windows in a step the last one is kept, whatever the order of the sources. */
    private Census countsOf(Window window, Steps steps) {
        long step = steps.of(window.startMs());
        Census known = census.get(step);
        if (known != null && known.windowEndMs == window.endMs()) {
            return known;
        }
        Census fresh = new Census(window.endMs());
        if (known == null || known.windowEndMs < window.endMs()) {
            census.put(step, fresh);
        }
        return fresh;
    }

    private void add(NodeRow row, Window window, boolean lastOfNode, Census counts) {
        versionNumber(row.version());
        if (lastOfNode && versions.containsKey(row.version())) {
            counts.all.merge(row.version(), 1, Integer::sum);
            if (row.phase() == Phase.STEADY) {
                counts.steady.merge(row.version(), 1, Integer::sum);
            }
        }
        NodeLog node = nodes.get(row.node());
        if (node == null) {
            if (nodes.size() >= MOST_NODES) {
                counts.further += lastOfNode ? 1 : 0;
                furtherNodes = Math.max(furtherNodes, counts.further);
                return;
            }
            node = new NodeLog();
            nodes.put(row.node(), node);
        }
        node.add(row, window, settings.warmUpMs());
        Stay stay = row.phase() == Phase.STEADY ? node.stayOf(row.version()) : null;
        if (stay != null) {
            count(row, stay);
        }
    }

    private void count(NodeRow row, Stay stay) {
        double seconds = row.exposureMs() / 1000.0;
        stay.age(factor, seconds);
        row.cells().forEach((group, cell) -> {
            Integer number = groups.get(group);
            if (number == null && groups.size() < MOST_GROUPS) {
                number = groups.size();
                groups.put(group, number);
            }
            if (number != null) {
                boolean rate = silenceCounts.test(group.signal());
                stay.add(number, cell.calls(), exposure(cell, rate), rate, seconds);
            }
        });
    }

    private static double exposure(Cell cell, boolean rate) {
        return rate ? cell.exposureMs() / 1000.0 : cell.base();
    }

    void thin(Steps steps) {
        census = steps.merged(census, (before, after) -> after);
    }

    /** Number of a version, in the order in which they appeared; -1 where there was no room. */
    int versionNumber(String id) {
        Integer known = versions.get(id);
        if (known == null && versions.size() < MOST_VERSIONS) {
            known = versions.size();
            versions.put(id, known);
        }
        return known == null ? -1 : known;
    }

    /** Version ids in the order in which they appeared. */
    List<String> versions() {
        return List.copyOf(versions.keySet());
    }

    /** What facts told of a version; empty parts where none did. */
    Version told(String id) {
        return told.getOrDefault(id, Version.UNKNOWN);
    }

    NavigableMap<Long, Census> census() {
        return census;
    }

    int furtherNodes() {
        return furtherNodes;
    }

    /** The nodes by when they first moved, those that never did last, then by name. */
    List<Map.Entry<String, NodeLog>> nodes() {
        List<Map.Entry<String, NodeLog>> sorted = new ArrayList<>(nodes.entrySet());
        sorted.sort(Comparator.<Map.Entry<String, NodeLog>>comparingLong(node -> {
                    long moved = node.getValue().movedMs();
                    return moved == 0 ? Long.MAX_VALUE : moved;
                })
                .thenComparing(Map.Entry::getKey));
        return sorted;
    }

    boolean hasRoomFor(GroupId group) {
        return !changes.isEmpty() || groups.containsKey(group);
    }

    /**
     * Nodes before and after they moved to a version.
     *
     * @param sorted the nodes in the order in which they are numbered
     */
    Pairs pairs(GroupId group, String to, List<Map.Entry<String, NodeLog>> sorted) {
        Pairs pairs = new Pairs(
                versionNumber(to), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (!changes.isEmpty()) {
            learned(pairs, group, to, sorted);
            return pairs;
        }
        int number = groups.getOrDefault(group, Integer.MAX_VALUE);
        boolean rate = silenceCounts.test(group.signal());
        for (int i = 0; i < sorted.size(); i++) {
            List<Stay> stays = sorted.get(i).getValue().stays();
            for (int s = 1; s < stays.size(); s++) {
                if (stays.get(s).version().equals(to)) {
                    double before = stays.get(s - 1).rate(number, rate);
                    double after = stays.get(s).rate(number, rate);
                    if (!Double.isNaN(before) && !Double.isNaN(after)) {
                        pairs.node().add(i);
                        pairs.before().add(before);
                        pairs.after().add(after);
                        pairs.seconds().add(stays.get(s).exposure(number, rate));
                    }
                    break;
                }
            }
        }
        return pairs;
    }

    private void learned(Pairs pairs, GroupId group, String to, List<Map.Entry<String, NodeLog>> sorted) {
        for (int i = 0; i < sorted.size(); i++) {
            NodeChange change = changes.get(sorted.get(i).getKey());
            if (change != null && change.version().equals(to)) {
                int place = i;
                change.of(group.signal(), group.group()).ifPresent(key -> {
                    if (!Double.isNaN(key.before()) && !Double.isNaN(key.after())) {
                        pairs.node().add(place);
                        pairs.before().add(key.before());
                        pairs.after().add(key.after());
                        pairs.seconds().add(key.exposure());
                    }
                });
            }
        }
    }
}
