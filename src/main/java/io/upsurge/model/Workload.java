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
     * @throws IllegalArgumentException if one is empty, or one but the cluster's contains a slash
     */
    public Workload {
        check("cluster", cluster, true);
        check("namespace", namespace, false);
        check("daemonset", daemonset, false);
        check("container", container, false);
    }

    private static void check(String what, String name, boolean slashAllowed) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        if (!slashAllowed && name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(what + " '" + name + "' contains a slash");
        }
    }

    /** {@code cluster/namespace/daemonset/container}. */
    public String key() {
        return cluster + '/' + namespace + '/' + daemonset + '/' + container;
    }

    @Override
    public int compareTo(Workload other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return key();
    }
}
