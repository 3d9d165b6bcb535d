package io.upsurge.model;

/**
 * Which workloads a signal is about. Each part is a name, or a pattern in which {@code *} stands for any run of characters.
 *
 * @param cluster pattern for the cluster
 * @param namespace pattern for the namespace
 * @param daemonset pattern for the DaemonSet
 * @param container pattern for the container
 */
public record WorkloadPattern(String cluster, String namespace, String daemonset, String container) {

    /** Whether every part of the workload fits. */
    public boolean matches(Workload workload) {
        return fits(cluster, workload.cluster())
                && fits(namespace, workload.namespace())
                && fits(daemonset, workload.daemonset())
                && fits(container, workload.container());
    }

    /** Whether workloads of that cluster may fit. */
    public boolean isAbout(String name) {
        return fits(cluster, name);
    }

    /** Whether workloads of that namespace of that cluster may fit. */
    public boolean isAbout(String nameOfCluster, String nameOfNamespace) {
        return fits(cluster, nameOfCluster) && fits(namespace, nameOfNamespace);
    }

    /** Whether DaemonSets of that name may fit. */
    public boolean isAboutDaemonset(String name) {
        return fits(daemonset, name);
    }

    private static boolean fits(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
