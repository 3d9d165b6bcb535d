package io.upsurge.place;

import java.util.List;

/**
 * Which label says what. Of several labels the first that a series has counts.
 *
 * @param cluster labels that name the cluster
 * @param node labels that name the node
 * @param namespace labels that name the namespace
 * @param daemonset labels that name the DaemonSet
 * @param pod labels that name the pod
 * @param podUid labels that hold the UID of the pod
 * @param container labels that name the container
 * @param zone labels that name the zone or node pool of the node
 * @param drop further labels that are no part of a series' identity, because they change with a restart or come from the
 *     collector; a label that a signal names is kept all the same
 * @param defaultCluster cluster of series without such a label; empty if they are to be refused
 * @param buildInfo metrics whose label {@code version} says what a container runs
 * @param maxSeries how many series are remembered at a time; further ones are refused. One with more than a kilobyte of
 *     labels counts as several
 */
public record PlacementSettings(
        List<String> cluster,
        List<String> node,
        List<String> namespace,
        List<String> daemonset,
        List<String> pod,
        List<String> podUid,
        List<String> container,
        List<String> zone,
        List<String> drop,
        String defaultCluster,
        List<String> buildInfo,
        int maxSeries) {

    /** Copies the lists. */
    public PlacementSettings {
        cluster = List.copyOf(cluster);
        node = List.copyOf(node);
        namespace = List.copyOf(namespace);
        daemonset = List.copyOf(daemonset);
        pod = List.copyOf(pod);
        podUid = List.copyOf(podUid);
        container = List.copyOf(container);
        zone = List.copyOf(zone);
        drop = List.copyOf(drop);
        buildInfo = List.copyOf(buildInfo);
    }

    /** What the shipped configuration says. */
    public static PlacementSettings defaults() {
        return new PlacementSettings(
                List.of("cluster", "k8s_cluster_name"),
                List.of("node", "kubernetes_node", "k8s_node_name", "kubernetes_io_hostname", "nodename"),
                List.of("namespace", "kubernetes_namespace", "k8s_namespace_name"),
                List.of("daemonset", "k8s_daemonset_name"),
                List.of("pod", "pod_name", "kubernetes_pod_name", "k8s_pod_name"),
                List.of("uid", "pod_uid", "k8s_pod_uid"),
                List.of("container", "container_name", "k8s_container_name"),
                List.of("zone", "topology_kubernetes_io_zone", "failure_domain_beta_kubernetes_io_zone"),
                List.of(
                        "instance",
                        "job",
                        "service",
                        "endpoint",
                        "id",
                        "container_id",
                        "pod_ip",
                        "host_ip",
                        "replica",
                        "prometheus",
                        "prometheus_replica",
                        "controller_revision_hash",
                        "pod_template_generation",
                        "service_instance_id",
                        "service_name"),
                "",
                List.of("awscni_build_info"),
                500_000);
    }

    /** The same with another cluster for series that name none. */
    public PlacementSettings withDefaultCluster(String name) {
        return new PlacementSettings(
                cluster, node, namespace, daemonset, pod, podUid, container, zone, drop, name, buildInfo, maxSeries);
    }

    /** The same with another limit. */
    public PlacementSettings withMaxSeries(int limit) {
        return new PlacementSettings(
                cluster,
                node,
                namespace,
                daemonset,
                pod,
                podUid,
                container,
                zone,
                drop,
                defaultCluster,
                buildInfo,
                limit);
    }
}
