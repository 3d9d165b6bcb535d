package io.upsurge.ingest.watch;

import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which containers of a cluster are watched.
 *
 * @param cluster name of the cluster
 * @param patterns the containers
 */
public record Watched(String cluster, List<WorkloadPattern> patterns) {

    /** Copies the patterns. */
    public Watched {
        patterns = List.copyOf(patterns);
    }

    /** What is watched of a cluster: the patterns that are about it. */
    public static Watched of(String cluster, Collection<WorkloadPattern> patterns) {
        return new Watched(
                cluster,
                patterns.stream()
                        .filter(pattern -> pattern.isAbout(cluster))
                        .distinct()
                        .toList());
    }

    /** The namespaces to read; empty if all of them must be read, because a pattern does not name one. */
    public Set<String> namespaces() {
        TreeSet<String> names = new TreeSet<>();
        for (WorkloadPattern pattern : patterns) {
            if (pattern.namespace().indexOf('*') >= 0) {
                return Set.of();
            }
            names.add(pattern.namespace());
        }
        return names;
    }

    /** Whether any of these containers of a DaemonSet is watched. */
    public boolean any(String namespace, String daemonset, Collection<String> containers) {
        return containers.stream()
                .anyMatch(container -> workload(namespace, daemonset, container).isPresent());
    }

    Optional<Workload> workload(Place place, String container) {
        return workload(place.namespace(), place.daemonset(), container);
    }

    private Optional<Workload> workload(String namespace, String daemonset, String container) {
        Workload workload = new Workload(cluster, namespace, daemonset, container);
        return patterns.stream().anyMatch(pattern -> pattern.matches(workload))
                ? Optional.of(workload)
                : Optional.empty();
    }
}
