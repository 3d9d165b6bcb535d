package io.upsurge.report;

import io.upsurge.detect.node.Phase;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.report.NodeLog.Stretch;
import io.upsurge.report.RecordedRun.Census;
import io.upsurge.report.RecordedRun.Move;
import io.upsurge.report.RecordedRun.NodeRun;
import io.upsurge.report.RecordedRun.VersionRun;
import io.upsurge.report.RecordedRun.WorkloadRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes of what was logged of a workload what is shown of it. */
final class WorkloadSummary {
    /** Windows before a move that a baseline needs. */
    private static final int MIN_WINDOWS = 5;

    private final Workload workload;
    private final WorkloadLog log;
    private final Steps steps;
    private final List<Map.Entry<String, NodeLog>> nodes;
    private final List<Move> moves;

    WorkloadSummary(Workload workload, WorkloadLog log, Steps steps) {
        this.workload = workload;
        this.log = log;
        this.steps = steps;
        this.nodes = log.nodes();
        this.moves = moves();
    }

    /** The nodes in the order in which they are shown. */
    List<Map.Entry<String, NodeLog>> nodes() {
        return nodes;
    }

    WorkloadRun run() {
        List<VersionRun> versions = new ArrayList<>();
        for (String id : log.versions()) {
            Version told = log.told(id);
            versions.add(
                    new VersionRun(id, told.image(), told.tag(), told.digest(), told.revision(), log.differences(id)));
        }
        Set<Integer> movedTo = new HashSet<>();
        moves.forEach(move -> movedTo.add(move.to()));
        List<NodeRun> shown = new ArrayList<>();
        nodes.forEach(node -> shown.add(node(node.getKey(), node.getValue(), movedTo)));
        return new WorkloadRun(
                workload.cluster(),
                workload.namespace(),
                workload.daemonset(),
                workload.container(),
                versions,
                moves,
                census(),
                shown,
                log.furtherNodes());
    }

    private List<Move> moves() {
        TreeMap<Integer, TreeMap<Integer, Integer>> from = new TreeMap<>();
        TreeMap<Integer, Long> first = new TreeMap<>();
        TreeMap<Integer, Long> last = new TreeMap<>();
        nodes.forEach(node -> {
            List<Stay> stays = node.getValue().stays();
            for (int i = 1; i < stays.size(); i++) {
                int to = log.versionNumber(stays.get(i).version());
                from.computeIfAbsent(to, v -> new TreeMap<>())
                        .merge(log.versionNumber(stays.get(i - 1).version()), 1, Integer::sum);
                first.merge(to, stays.get(i).sinceMs(), Math::min);
                last.merge(to, stays.get(i).sinceMs(), Math::max);
            }
        });
        List<Move> all = new ArrayList<>();
        from.forEach((to, origins) -> {
            int most = origins.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow();
            int count = origins.values().stream().mapToInt(Integer::intValue).sum();
            all.add(new Move(most, to, count, first.get(to), last.get(to), controls(most, to)));
        });
        all.sort(Comparator.comparingLong(Move::firstMs).thenComparingInt(Move::to));
        return all;
    }

    /** Most nodes on the old version while some had settled on the new one. */
    private int controls(int from, int to) {
        List<String> ids = log.versions();
        return log.census().values().stream()
                .filter(at -> at.steady.getOrDefault(ids.get(to), 0) > 0)
                .mapToInt(at -> at.steady.getOrDefault(ids.get(from), 0))
                .max()
                .orElse(0);
    }

    private Census census() {
        Census census = new Census(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<String> ids = log.versions();
        ids.forEach(id -> census.byVersion().add(new ArrayList<>()));
        log.census().forEach((stepMs, at) -> {
            census.at().add(steps.number(stepMs));
            int all = 0;
            int steady = 0;
            for (int v = 0; v < ids.size(); v++) {
                int count = at.all.getOrDefault(ids.get(v), 0);
                all += count;
                steady += at.steady.getOrDefault(ids.get(v), 0);
                census.byVersion().get(v).add(count);
            }
            census.notSteady().add(all - steady);
        });
        return census;
    }

    private NodeRun node(String name, NodeLog node, Set<Integer> movedTo) {
        List<List<Long>> stretches = new ArrayList<>();
        for (Stretch stretch : node.stretches()) {
            stretches.add(List.of(stretch.startMs, stretch.endMs, (long) log.versionNumber(stretch.version), (long)
                    stretch.phase.ordinal()));
        }
        return new NodeRun(
                name, node.zone(), node.movedMs(), stretches, List.copyOf(node.restarts()), leftOut(node, movedTo));
    }

    private String leftOut(NodeLog node, Set<Integer> movedTo) {
        List<Stay> stays = node.stays();
        if (stays.isEmpty()) {
            return "pending";
        }
        if (stays.size() == 1) {
            return movedTo.contains(log.versionNumber(stays.get(0).version())) && isNew(node) ? "no-baseline" : "";
        }
        if (stays.get(0).windows() < MIN_WINDOWS) {
            return "no-baseline";
        }
        if (stays.get(1).windows() > 0) {
            return "";
        }
        Phase phase = node.stretches().get(node.stretches().size() - 1).phase;
        return phase == Phase.STEADY ? "unobserved" : phase == Phase.WARMING ? "warming" : "pending";
    }

    /** Whether it came while others were there already. */
    private boolean isNew(NodeLog node) {
        return node.stretches().get(0).startMs > steps.fromMs() + steps.stepMs();
    }
}
