package io.upsurge.ingest.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.ingest.watch.Watched;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.WorkloadPattern;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks clusters once what their DaemonSets' containers run. */
public final class RolloutSnapshot {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private RolloutSnapshot() {}

    /**
     * Facts of everything that runs, cluster by cluster.
     *
     * @param clusters the clusters
     * @param patterns which containers
     * @param patience how long to wait for a cluster
     * @param clock tells when it was seen
     * @throws ClusterSilentException if a cluster does not tell everything in time
     * @throws ClusterAccessException if a kubeconfig cannot be read
     * @throws InterruptedException if interrupted while waiting
     */
    public static List<RolloutFact> take(
            List<ClusterAccess> clusters, List<WorkloadPattern> patterns, Duration patience, Clock clock)
            throws InterruptedException {
        WatchMetrics metrics = new WatchMetrics(new SimpleMeterRegistry());
        List<RolloutFact> facts = new ArrayList<>();
        for (ClusterAccess access : clusters) {
            Watched watched = Watched.of(access.cluster(), patterns);
            try (KubernetesClient client = access.connect();
                    ClusterWatch watch = new ClusterWatch(client, watched, told -> {}, metrics, clock, patience)) {
                watch.start();
                long end = System.nanoTime() + patience.toNanos();
                while (!watch.isComplete()) {
                    if (System.nanoTime() - end >= 0) {
                        throw new ClusterSilentException("cluster " + access.cluster() + " at " + client.getMasterUrl()
                                + " did not tell everything within " + patience.toSeconds() + " s");
                    }
                    Thread.sleep(PAUSE.toMillis());
                }
                facts.addAll(watch.snapshot());
            }
        }
        return facts;
    }
}
