package io.upsurge.view;

import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which versions the nodes of a workload moved between: by roll-out facts, and where there are none by the rates. */
final class Rollouts {
    private final WorkloadView workload;

    Rollouts(WorkloadView workload) {
        this.workload = workload;
    }

    /**
     * Nodes that moved to a version.
     *
     * @param from version most of them came from
     * @param to version they moved to
     * @param nodes known nodes of the workload
     * @param moved how many of these run it now
     * @param firstMs when the first of them moved, milliseconds since 1970-01-01T00:00Z
     * @param lastMs when the last moved
     * @param inProgress whether some run what most came from, and some the new one
     */
    record Rollout(String from, String to, int nodes, int moved, long firstMs, long lastMs, boolean inProgress) {}

    /** Nodes by the version they ran in the last window, or by their last facts where there is no window. */
    Map<String, Integer> versions() {
        TreeMap<String, Integer> byRates = new TreeMap<>();
        workload.keys()
                .values()
                .forEach(versions -> versions.forEach((version, series) -> {
                    if (series.lastEndMs() == workload.throughMs()) {
                        var last = series.last();
                        byRates.merge(version, last.nodes() + last.warmingNodes() + last.pendingNodes(), Math::max);
                    }
                }));
        byRates.values().removeIf(nodes -> nodes == 0);
        return byRates.isEmpty() ? byFacts() : byRates;
    }

    private Map<String, Integer> byFacts() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        workload.nodes().values().stream()
                .filter(workload::isThere)
                .forEach(node -> counts.merge(node.current().version().id(), 1, Integer::sum));
        return counts;
    }

    int knownNodes() {
        int now = versions().values().stream().mapToInt(Integer::intValue).sum();
        return Math.max(now, (int)
                workload.nodes().values().stream().filter(workload::isThere).count());
    }

    /** The moves in the order of time. */
    List<Rollout> all() {
        Map<String, Integer> now = versions();
        int known = knownNodes();
        Map<String, Map<String, Integer>> origins = new TreeMap<>();
        Map<String, long[]> times = new HashMap<>();
        moves(origins, times);
        fromRates(origins, times);
        List<Rollout> all = new ArrayList<>();
        origins.forEach((to, from) -> {
            String most = from.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElseThrow();
            int moved = now.getOrDefault(to, 0);
            all.add(new Rollout(
                    most,
                    to,
                    known,
                    moved,
                    times.get(to)[0],
                    times.get(to)[1],
                    moved > 0 && now.getOrDefault(most, 0) > 0));
        });
        all.sort(Comparator.comparingLong(Rollout::firstMs).thenComparing(Rollout::to));
        return all;
    }

    private void moves(Map<String, Map<String, Integer>> origins, Map<String, long[]> times) {
        workload.nodes().values().forEach(node -> {
            List<RolloutFact> starts = node.starts();
            for (int i = 1; i < starts.size(); i++) {
                String from = starts.get(i - 1).version().id();
                String to = starts.get(i).version().id();
                boolean same =
                        starts.get(i - 1).version().agreesWith(starts.get(i).version());
                if (!same) {
                    long at = starts.get(i).sinceMs();
                    origins.computeIfAbsent(to, t -> new TreeMap<>()).merge(from, 1, Integer::sum);
                    times.merge(to, new long[] {at, at}, (a, b) -> new long[] {Math.min(a[0], at), Math.max(a[1], at)});
                }
            }
        });
    }

    /** A candidate of which no fact tells any more. */
    private void fromRates(Map<String, Map<String, Integer>> origins, Map<String, long[]> times) {
        workload.keys()
                .values()
                .forEach(versions -> versions.forEach((version, series) -> series.lastStanding()
                        .filter(rate -> rate.baselineVersion().isPresent() && !origins.containsKey(version))
                        .ifPresent(rate -> {
                            origins.computeIfAbsent(version, t -> new TreeMap<>())
                                    .merge(rate.baselineVersion().get(), 1, Integer::sum);
                            times.put(version, new long[] {series.firstMs(), series.firstMs()});
                        })));
    }
}
