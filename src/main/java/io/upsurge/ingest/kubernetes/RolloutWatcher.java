package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.Parts;
import io.upsurge.ingest.watch.Watched;
import io.upsurge.model.WorkloadPattern;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches clusters and writes what their DaemonSets' containers run. */
public final class RolloutWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutWatcher.class);

    private final Parts parts = new Parts();

    private RolloutWatcher() {}

    /**
     * Begins to watch; the clusters need not be there yet.
     *
     * @param settings which clusters, and how
     * @param patterns which containers
     * @param outlet where facts go; stays open
     * @param registry takes the metrics
     * @param clock tells when something was seen
     * @throws ClusterAccessException if a kubeconfig cannot be read
     */
    public static RolloutWatcher start(
            WatchSettings settings,
            List<WorkloadPattern> patterns,
            Outlet outlet,
            MeterRegistry registry,
            Clock clock) {
        return start(settings, patterns, outlet, registry, clock, ClusterWatch.PATIENCE);
    }

    static RolloutWatcher start(
            WatchSettings settings,
            List<WorkloadPattern> patterns,
            Outlet outlet,
            MeterRegistry registry,
            Clock clock,
            Duration patience) {
        RolloutWatcher watcher = new RolloutWatcher();
        try {
            watcher.begin(settings, patterns, outlet, new WatchMetrics(registry), clock, patience);
        } catch (RuntimeException e) {
            watcher.close();
            throw e;
        }
        return watcher;
    }

    private void begin(
            WatchSettings settings,
            List<WorkloadPattern> patterns,
            Outlet outlet,
            WatchMetrics metrics,
            Clock clock,
            Duration patience) {
        Leadership leadership = Leadership.ALONE;
        for (ClusterAccess access : settings.clusters()) {
            KubernetesClient client = parts.add(access.connect());
            if (settings.lease().isPresent() && leadership == Leadership.ALONE) {
                LeaseLeadership held =
                        parts.add(new LeaseLeadership(client, settings.lease().get()));
                held.start();
                leadership = held;
            }
            Watched watched = Watched.of(access.cluster(), patterns);
            if (watched.patterns().isEmpty()) {
                LOG.warn("Cluster {}: no signal is about it, nothing is watched", access.cluster());
                continue;
            }
            FactWriter writer = parts.add(new FactWriter(
                    access.cluster(), outlet, leadership, Duration.ofMillis(settings.snapshotIntervalMs()), metrics));
            ClusterWatch watch = parts.add(new ClusterWatch(client, watched, writer::accept, metrics, clock, patience));
            metrics.show(access.cluster(), watch::isCurrent, watch::coverage, writer::waiting);
            LOG.info(
                    "Cluster {}: watches {} at {}",
                    access.cluster(),
                    watched.namespaces().isEmpty() ? "all namespaces" : watched.namespaces(),
                    client.getMasterUrl());
            watch.start();
            writer.start(watch::isCurrent, watch::snapshot);
        }
        metrics.showLeadership(leadership);
    }

    /** Stops to watch, then writes what waits. */
    @Override
    public void close() {
        parts.close();
    }
}
