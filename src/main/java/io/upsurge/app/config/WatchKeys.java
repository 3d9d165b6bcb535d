package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import java.util.List;
import java.util.Optional;

/** The keys of the Kubernetes watcher. */
final class WatchKeys {
    private static final TextValue CLUSTER_NAME = new TextValue("[^\\x00-\\x1f\\x7f]+", "a name");
    private static final TextValue OBJECT_NAME = new TextValue(
            "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", "a Kubernetes name: small letters, digits, inner dots and hyphens");

    static final Key<Boolean> ENABLED =
            Key.of("watch.enabled", new TruthValue(), "false", "Whether upsurge run watches Kubernetes too.");
    static final Key<String> CLUSTER = Key.optional(
            "watch.cluster",
            CLUSTER_NAME,
            "Name of the watched cluster, as the samples name it; labels.default-cluster if not given.");
    static final Key<String> KUBECONFIG = Key.optional(
            "watch.kubeconfig",
            TextValue.ANY,
            "Kubeconfig of the cluster; without it the pod's service account, else what kubectl would use.");
    static final Key<String> CONTEXT =
            Key.optional("watch.context", TextValue.ANY, "Context of the kubeconfig; without it its current one.");
    static final Key<Long> SNAPSHOT_INTERVAL = Key.of(
            "watch.snapshot-interval",
            DurationValue.between("10s", "1h"),
            "5m",
            "Time between two snapshots of everything that runs.");
    static final Key<String> LEASE_NAMESPACE = Key.optional(
            "watch.lease.namespace",
            OBJECT_NAME,
            "Namespace of the Lease by which one of several replicas writes; without it each of them does.");
    static final Key<String> LEASE_NAME =
            Key.of("watch.lease.name", OBJECT_NAME, "upsurge-watch", "Name of the Lease.");

    static final Key<String> ITEM_CLUSTER =
            Key.required("cluster", CLUSTER_NAME, "Name of the cluster, as the samples name it.");
    static final Key<String> ITEM_KUBECONFIG =
            Key.optional("kubeconfig", TextValue.ANY, "Kubeconfig; without it as watch.kubeconfig.");
    static final Key<String> ITEM_CONTEXT =
            Key.optional("context", TextValue.ANY, "Context of the kubeconfig; without it its current one.");

    static final ItemList CLUSTERS = new ItemList(
            "watch.clusters",
            "cluster",
            Scope.ofItem(List.of(ITEM_CLUSTER, ITEM_KUBECONFIG, ITEM_CONTEXT)),
            Optional.empty(),
            false,
            "The clusters to watch, where it is not the one of watch.cluster; a Lease is held in the first.");

    private WatchKeys() {}
}
