package io.upsurge.view;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one workload: its rates by key and version, and what its nodes ran. */
final class WorkloadView {
    private static final int MOST_KEYS = 500;
    private static final int MOST_VERSIONS = 32;
    private static final int MOST_NODES = 20_000;
    /** A node of which a source that repeats itself has said nothing for so long is gone. */
    private static final long GONE_AFTER_MS = 20 * 60_000L;

    private static final Comparator<SignalKey> BY_NAME =
            Comparator.comparing(SignalKey::signal).thenComparing(SignalKey::group);

    private final Workload workload;
    private final Map<SignalKey, Map<String, RateSeries>> keys = new TreeMap<>(BY_NAME);
    private final Map<String, NodeStarts> nodes = new TreeMap<>();
    private long throughMs;
    private long scrapedMs;
    private long observedMs;
    private long refused;

    WorkloadView(Workload workload) {
        this.workload = workload;
    }

    Workload workload() {
        return workload;
    }

    /** Takes in a rate; returns how many windows more there are. */
    int rate(VersionRate rate) {
        Map<String, RateSeries> versions = keys.get(rate.key());
        if (versions == null) {
            if (keys.size() >= MOST_KEYS) {
                refused++;
                return 0;
            }
            versions = new TreeMap<>();
            keys.put(rate.key(), versions);
        }
        RateSeries series = versions.get(rate.version());
        if (series == null) {
            if (versions.size() >= MOST_VERSIONS) {
                refused++;
                return 0;
            }
            series = new RateSeries(rate.key(), rate.version());
            versions.put(rate.version(), series);
        }
        throughMs = Math.max(throughMs, rate.window().endMs());
        if (rate.completeness() > 0) {
            scrapedMs = Math.max(scrapedMs, rate.window().endMs());
        }
        return series.put(rate) ? 1 : 0;
    }

    void fact(RolloutFact fact) {
        NodeStarts starts = nodes.get(fact.node());
        if (starts == null) {
            if (nodes.size() >= MOST_NODES) {
                refused++;
                return;
            }
            starts = new NodeStarts();
            nodes.put(fact.node(), starts);
        }
        starts.add(fact);
        observedMs = Math.max(observedMs, starts.observedMs());
    }

    /** Forgets windows that ended before an instant; returns how many. */
    int forget(long untilMs) {
        int gone = 0;
        for (Map<String, RateSeries> versions : keys.values()) {
            for (RateSeries series : versions.values()) {
                gone += series.forget(untilMs);
            }
            versions.values().removeIf(series -> series.size() == 0);
        }
        keys.values().removeIf(Map::isEmpty);
        nodes.values().forEach(node -> node.forget(untilMs));
        nodes.values().removeIf(node -> node.isRepeated() && node.observedMs() < untilMs);
        return gone;
    }

    boolean isEmpty() {
        return keys.isEmpty() && nodes.isEmpty();
    }

    /** Windows that are kept. */
    int size() {
        return keys.values().stream()
                .flatMap(versions -> versions.values().stream())
                .mapToInt(RateSeries::size)
                .sum();
    }

    Map<SignalKey, Map<String, RateSeries>> keys() {
        return keys;
    }

    Map<String, NodeStarts> nodes() {
        return nodes;
    }

    /** Until when a node is known to have run what it ran last: the end of everything, unless it is gone. */
    long lastMs(NodeStarts node) {
        boolean gone = node.isRepeated() && node.observedMs() < observedMs - GONE_AFTER_MS;
        return gone ? node.observedMs() : Long.MAX_VALUE;
    }

    /** Whether a node is still there. */
    boolean isThere(NodeStarts node) {
        return lastMs(node) == Long.MAX_VALUE;
    }

    /** End of the last window; 0 without any. */
    long throughMs() {
        return throughMs;
    }

    /** Length of a window; 1 without any. */
    long windowMs() {
        return keys.values().stream()
                .flatMap(versions -> versions.values().stream())
                .mapToLong(RateSeries::lengthMs)
                .findFirst()
                .orElse(1);
    }

    /** End of the last window in which something was scraped; 0 without any. */
    long scrapedMs() {
        return scrapedMs;
    }

    /** When a fact last told of a node; 0 without any. */
    long observedMs() {
        return observedMs;
    }

    /** What had no room. */
    long refused() {
        return refused;
    }

    /** Start of the first window that is kept; empty without any. */
    Optional<Long> firstMs() {
        return keys.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(RateSeries::firstMs)
                .min(Comparator.naturalOrder());
    }

    /** The same, for a reader on another thread. */
    WorkloadView copy() {
        WorkloadView copy = new WorkloadView(workload);
        keys.forEach((key, versions) -> {
            Map<String, RateSeries> copies = new TreeMap<>();
            versions.forEach((version, series) -> copies.put(version, series.copy()));
            copy.keys.put(key, copies);
        });
        nodes.forEach((name, node) -> copy.nodes.put(name, node.copy()));
        copy.throughMs = throughMs;
        copy.scrapedMs = scrapedMs;
        copy.observedMs = observedMs;
        copy.refused = refused;
        return copy;
    }
}
