package io.upsurge.ingest.kubernetes;

import java.util.List;
import java.util.Optional;

/**
 * What is watched, and how.
 *
 * @param clusters the clusters, at least one
 * @param snapshotIntervalMs time between two snapshots of everything that runs, milliseconds
 * @param lease where replicas agree who writes; it is held in the first cluster. Empty: every replica writes
 */
public record WatchSettings(List<ClusterAccess> clusters, long snapshotIntervalMs, Optional<Lease> lease) {

    /**
     * A Lease.
     *
     * @param namespace its namespace
     * @param name its name
     */
    public record Lease(String namespace, String name) {}

    /** Copies the clusters. */
    public WatchSettings {
        clusters = List.copyOf(clusters);
    }
}
