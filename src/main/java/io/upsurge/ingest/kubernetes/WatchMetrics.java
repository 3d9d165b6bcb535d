package io.upsurge.ingest.kubernetes;

import io.micrometer.core.instrument.Counter;
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
        counter("upsurge.watch.api.errors", "Times the API server did not answer, or refused", cluster)
                .tag("resource", resource)
                .register(registry)
                .increment();
    }

    void refused(String cluster, String resource) {
        counter("upsurge.watch.refused.objects", "Objects of the API server that could not be used", cluster)
                .tag("resource", resource)
                .register(registry)
                .increment();
    }

    void written(String cluster, String kind, int facts) {
        counter("upsurge.watch.facts", "Roll-out facts written", cluster)
                .tag("kind", kind)
                .register(registry)
                .increment(facts);
    }

    void writeFailure(String cluster) {
        failures(cluster).increment();
    }

    void overflow(String cluster, int facts) {
        dropped(cluster).increment(facts);
    }

    private Counter failures(String cluster) {
        return counter(
                        "upsurge.watch.write.failures",
                        "Times facts could not be written; they are tried again",
                        cluster)
                .register(registry);
    }

    private Counter dropped(String cluster) {
        return counter("upsurge.watch.dropped.facts", "Facts given up because too many waited", cluster)
                .register(registry);
    }

    private static Counter.Builder counter(String name, String description, String cluster) {
        return Counter.builder(name).description(description).tag("cluster", cluster);
    }

    /** Shows whether a cluster is heard, and how much of it is known. */
    void show(
            String cluster, BooleanSupplier current, Supplier<Iterable<Coverage>> coverage, Supplier<Number> waiting) {
        failures(cluster);
        dropped(cluster);
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
