package io.upsurge.ingest.kubernetes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.ingest.watch.Coverage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the watcher tells of itself. */
public final class WatchMetrics {
    private final MeterRegistry registry;

    /** Metrics in this registry. */
    public WatchMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void apiError(String cluster, String resource) {
        registry.counter("upsurge.watch.api.errors", "cluster", cluster, "resource", resource)
                .increment();
    }

    void refused(String cluster, String resource) {
        registry.counter("upsurge.watch.refused.objects", "cluster", cluster, "resource", resource)
                .increment();
    }

    void written(String cluster, String kind, int facts) {
        registry.counter("upsurge.watch.facts", "cluster", cluster, "kind", kind)
                .increment(facts);
    }

    void writeFailure(String cluster) {
        registry.counter("upsurge.watch.write.failures", "cluster", cluster).increment();
    }

    void overflow(String cluster, int facts) {
        registry.counter("upsurge.watch.dropped.facts", "cluster", cluster).increment(facts);
    }

    /** Shows whether a cluster is heard, and how much of it is known. */
    void show(
            String cluster, BooleanSupplier current, Supplier<Iterable<Coverage>> coverage, Supplier<Number> waiting) {
        Gauge.builder("upsurge.watch.current", current, it -> it.getAsBoolean() ? 1 : 0)
                .description("Whether everything is known and the API server is heard")
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry);
        Gauge.builder("upsurge.watch.waiting.facts", waiting)
                .description("Facts that wait to be written")
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry);
        Gauge.builder("upsurge.watch.desired.nodes", coverage, it -> sum(it, true))
                .description("Nodes that should run the watched DaemonSets")
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry);
        Gauge.builder("upsurge.watch.known.nodes", coverage, it -> sum(it, false))
                .description("Nodes on which a watched container is known to run")
                .tag("cluster", cluster)
                .strongReference(true)
                .register(registry);
    }

    private static double sum(Supplier<Iterable<Coverage>> coverage, boolean desired) {
        double nodes = 0;
        for (Coverage daemonset : coverage.get()) {
            nodes += desired ? daemonset.desired() : daemonset.known();
        }
        return nodes;
    }

    void showLeadership(Leadership leadership) {
        Gauge.builder("upsurge.watch.leader", leadership, it -> it.term() > 0 ? 1 : 0)
                .description("Whether this replica writes")
                .strongReference(true)
                .register(registry);
    }
}
