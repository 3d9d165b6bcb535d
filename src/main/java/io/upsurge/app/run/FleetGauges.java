package io.upsurge.app.run;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far the clusters are and what the versions do, of the partitions of stage two in this process: what the last closed
 * window of each workload said.
 */
public final class FleetGauges implements MultiCollector {
    private static final int MAX_SERIES = 2_000;

    private final Map<Integer, Part> parts = new TreeMap<>();

    /** What a partition has told last. */
    private static final class Part {
        private final Map<String, Long> closedToMs = new TreeMap<>();
        private final Map<Workload, Long> latestMs = new HashMap<>();
        private final Map<Series, VersionRate> rates = new HashMap<>();
    }

    private record Series(SignalKey key, String version) {}

    /** Whether that is news. */
    synchronized boolean closed(int partition, String cluster, long closedToMs) {
        return closedToMs > 0
                && !Long.valueOf(closedToMs).equals(part(partition).closedToMs.put(cluster, closedToMs));
    }

    synchronized void rate(int partition, VersionRate rate) {
        Part part = part(partition);
        Workload workload = rate.key().workload();
        Long latest = part.latestMs.put(workload, rate.window().endMs());
        if (latest != null && latest < rate.window().endMs()) {
            part.rates.keySet().removeIf(series -> series.key().workload().equals(workload));
        }
        part.rates.put(new Series(rate.key(), rate.version()), rate);
    }

    synchronized void left(int partition) {
        parts.remove(partition);
    }

    private Part part(int partition) {
        return parts.computeIfAbsent(partition, number -> new Part());
    }

    @Override
    public synchronized MetricSnapshots collect() {
        GaugeFamily closed = new GaugeFamily(
                "upsurge_windows_closed_to_timestamp_seconds",
                "End of the last window that was closed for a cluster; what is behind it was judged",
                MAX_SERIES,
                "cluster");
        GaugeFamily nodes = new GaugeFamily(
                "upsurge_version_nodes",
                "Nodes that ran a version in the last closed window",
                MAX_SERIES,
                "cluster",
                "namespace",
                "daemonset",
                "container",
                "version");
        GaugeFamily rollouts = new GaugeFamily(
                "upsurge_rollouts_open", "Workloads with nodes on more than one version", MAX_SERIES, "cluster");
        GaugeFamily completeness = new GaugeFamily(
                "upsurge_workload_completeness_ratio",
                "Share of the last closed window covered by scrapes, over all known nodes of a workload",
                MAX_SERIES,
                "cluster",
                "namespace",
                "daemonset",
                "container");
        GaugeFamily rates = new GaugeFamily(
                "upsurge_version_rate",
                "Calls per second and node of a version in the last closed window; for a mean or share its value",
                MAX_SERIES,
                "cluster",
                "namespace",
                "daemonset",
                "container",
                "signal",
                "group",
                "version");
        closedTo().forEach((cluster, ms) -> {
            closed.set(ms / (double) TimeUnit.SECONDS.toMillis(1), List.of(cluster));
            rollouts.set(0, List.of(cluster));
        });
        Map<Workload, Map<String, Integer>> versions = new HashMap<>();
        parts.values().forEach(part -> part.rates.values().forEach(rate -> {
            Workload workload = rate.key().workload();
            completeness.set(rate.completeness(), labels(workload));
            versions.computeIfAbsent(workload, it -> new TreeMap<>())
                    .merge(rate.version(), rate.nodes() + rate.warmingNodes() + rate.pendingNodes(), Math::max);
            List<String> labels =
                    labels(workload, rate.key().signal(), rate.key().group(), rate.version());
            rate.rate().ifPresent(value -> rates.set(value, labels));
        }));
        versions.forEach((workload, counts) -> {
            counts.forEach((version, count) -> nodes.set(count, labels(workload, version)));
            Set<String> running = new HashSet<>(counts.keySet());
            running.removeIf(version -> counts.get(version) == 0);
            rollouts.add(running.size() > 1 ? 1 : 0, List.of(workload.cluster()));
        });
        GaugeFamily leftOut = new GaugeFamily(
                "upsurge_gauge_series_left_out",
                "Series of workloads and versions that are not shown because there are too many",
                1);
        leftOut.set(nodes.leftOut() + rates.leftOut() + completeness.leftOut() + closed.leftOut(), List.of());
        return new MetricSnapshots(
                closed.snapshot(),
                nodes.snapshot(),
                rollouts.snapshot(),
                completeness.snapshot(),
                rates.snapshot(),
                leftOut.snapshot());
    }

    /** A cluster is as far as the last of the partitions. */
    private Map<String, Long> closedTo() {
        Map<String, Long> lowest = new TreeMap<>();
        parts.values().forEach(part -> part.closedToMs.forEach((cluster, ms) -> lowest.merge(cluster, ms, Math::min)));
        return lowest;
    }

    private static List<String> labels(Workload workload, String... more) {
        List<String> labels = new ArrayList<>(
                List.of(workload.cluster(), workload.namespace(), workload.daemonset(), workload.container()));
        labels.addAll(List.of(more));
        return labels;
    }
}
