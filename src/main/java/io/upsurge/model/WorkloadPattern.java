package io.upsurge.model;

/**
 * Which workloads a signal is about. Each part is a {@linkplain NamePattern pattern}.
 *
 * @param cluster pattern for the cluster
 * @param namespace pattern for the namespace
 * @param daemonset pattern for the DaemonSet
 * @param container pattern for the container
 */
public record WorkloadPattern(String cluster, String namespace, String daemonset, String container) {

    /** Whether every part of the workload fits. */
    public boolean matches(Workload workload) {
        return NamePattern.fits(cluster, workload.cluster())
                && NamePattern.fits(namespace, workload.namespace())
                && NamePattern.fits(daemonset, workload.daemonset())
                && NamePattern.fits(container, workload.container());
    }

    /** Whether workloads of that cluster may fit. */
    public boolean isAbout(String name) {
        return NamePattern.fits(cluster, name);
    }

    /** Whether workloads of that namespace of that cluster may fit. */
    public boolean isAbout(String nameOfCluster, String nameOfNamespace) {
        return NamePattern.fits(cluster, nameOfCluster) && NamePattern.fits(namespace, nameOfNamespace);
    }

    /** Whether DaemonSets of that name may fit. */
    public boolean isAboutDaemonset(String name) {
        return NamePattern.fits(daemonset, name);
    }
}
