package io.upsurge.view;

import io.upsurge.detect.fleet.NodeHistory;
import io.upsurge.model.RolloutFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

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

    /** Nodes by the version they ran at the end of the last window; each counts once where facts tell of all of them. */
    Map<String, Integer> versions() {
        long throughMs = workload.throughMs();
        if (throughMs == 0) {
            return byFacts(Long.MAX_VALUE);
        }
        Map<String, Integer> byFacts = byFacts(throughMs);
        Map<String, Integer> byRates = byRates(throughMs, RateSeries::nodesAt);
        return byRates.isEmpty() || agree(sum(byFacts)) ? byFacts : byRates;
    }

    /** As many as the detector knows: seen in one of the last windows. Without any window, those that facts tell of. */
    int knownNodes() {
        if (workload.throughMs() == 0) {
            return sum(byFacts(Long.MAX_VALUE));
        }
        int told = sum(byFacts(workload.throughMs()));
        int seen = seen(RateSeries::nodesAt);
        return seen == 0 || agree(told) ? told : seen;
    }

    /**
     * Whether facts may tell of just the nodes that are seen. They tell of more where a node is gone, and of fewer where
     * those of long ago are forgotten. Rates alone cannot say: a node that restarts counts before and after in one window.
     */
    private boolean agree(int told) {
        return told >= seen(RateSeries::settledAt) && told <= seen(RateSeries::nodesAt);
    }

    private int seen(ToIntBiFunction<RateSeries, Long> count) {
        int most = 0;
        for (int back = 0; back < NodeHistory.KNOWN_WINDOWS; back++) {
            long endMs = workload.throughMs() - back * workload.windowMs();
            most = Math.max(most, sum(byRates(endMs, count)));
        }
        return most;
    }

    private Map<String, Integer> byRates(long endMs, ToIntBiFunction<RateSeries, Long> count) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        workload.keys()
                .values()
                .forEach(versions -> versions.forEach(
                        (version, series) -> counts.merge(version, count.applyAsInt(series, endMs), Math::max)));
        counts.values().removeIf(nodes -> nodes == 0);
        return counts;
    }

    private Map<String, Integer> byFacts(long atMs) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        workload.nodes().values().stream()
                .filter(workload::isThere)
                .flatMap(node -> node.at(atMs).stream())
                .forEach(fact -> counts.merge(fact.version().id(), 1, Integer::sum));
        return counts;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
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
