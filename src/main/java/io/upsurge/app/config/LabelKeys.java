package io.upsurge.app.config;

import io.upsurge.app.config.ValueType.LabelsValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.WholeValue;
import io.upsurge.place.PlacementSettings;
import java.util.List;

/** The keys that say which label of a series says what. */
final class LabelKeys {
    private static final PlacementSettings STANDARD = PlacementSettings.defaults();

    static final Key<List<String>> CLUSTER = labels(
            "labels.cluster",
            STANDARD.cluster(),
            "Labels that name the cluster; the first one that a series has counts.");
    static final Key<String> DEFAULT_CLUSTER = Key.optional(
            "labels.default-cluster",
            new TextValue("[^\\x00-\\x1f\\x7f]+", "a name"),
            "Cluster of series without such a label; without it they are refused.");
    static final Key<List<String>> NODE = labels(
            "labels.node",
            STANDARD.node(),
            "Labels that name the node; without them it is found by the pod, or by the host in instance.");
    static final Key<List<String>> NAMESPACE =
            labels("labels.namespace", STANDARD.namespace(), "Labels that name the namespace.");
    static final Key<List<String>> DAEMONSET =
            labels("labels.daemonset", STANDARD.daemonset(), "Labels that name the DaemonSet.");
    static final Key<List<String>> POD = labels("labels.pod", STANDARD.pod(), "Labels that name the pod.");
    static final Key<List<String>> POD_UID =
            labels("labels.pod-uid", STANDARD.podUid(), "Labels that hold the UID of the pod.");
    static final Key<List<String>> CONTAINER =
            labels("labels.container", STANDARD.container(), "Labels that name the container.");
    static final Key<List<String>> ZONE =
            labels("labels.zone", STANDARD.zone(), "Labels that name the zone or node pool of the node.");
    static final Key<List<String>> DROP = labels(
            "labels.drop",
            STANDARD.drop(),
            "Further labels that change with a restart or come from the collector; series are stitched together across them.");
    static final Key<List<String>> BUILD_INFO = labels(
            "labels.build-info",
            STANDARD.buildInfo(),
            "Metrics whose label version says what their container runs; an empty version says nothing.");
    static final Key<Integer> MAX_SERIES = Key.of(
            "labels.max-series",
            new WholeValue(1, 100_000_000),
            String.valueOf(STANDARD.maxSeries()),
            "Different wanted series remembered at a time; more are refused and counted.");

    private LabelKeys() {}

    private static Key<List<String>> labels(String path, List<String> standard, String meaning) {
        return Key.of(path, new LabelsValue(), String.join(",", standard), meaning);
    }
}
