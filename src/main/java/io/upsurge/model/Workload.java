package io.upsurge.model;

/**
 * A container of a DaemonSet in a cluster: what has a version and is judged.
 *
 * @param cluster name of the cluster, not empty
 * @param namespace namespace of the DaemonSet, not empty
 * @param daemonset name of the DaemonSet, not empty
 * @param container name of the container, not empty
 */
public record Workload(String cluster, String namespace, String daemonset, String container)
        implements Comparable<Workload> {

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is empty or has a control character, or one but the cluster's has a slash
     */
    public Workload {
        Names.check("cluster", cluster, true);
        Names.check("namespace", namespace, false);
        Names.check("daemonset", daemonset, false);
        Names.check("container", container, false);
    }

    /** {@code cluster/namespace/daemonset/container}. */
    public String key() {
        return cluster + '/' + namespace + '/' + daemonset + '/' + container;
    }

    @Override
    public int compareTo(Workload other) {
        int order = cluster.compareTo(other.cluster);
        order = order != 0 ? order : namespace.compareTo(other.namespace);
        order = order != 0 ? order : daemonset.compareTo(other.daemonset);
        return order != 0 ? order : container.compareTo(other.container);
    }

    @Override
    public String toString() {
        return key();
    }
}
