package io.upsurge.ingest.scrape;

import io.upsurge.place.PlacementSettings;
import java.util.List;
import java.util.Map;

/**
 * Under which labels the place of a target is told, so that it is found there again.
 *
 * @param cluster label for the cluster
 * @param node label for the node
 * @param namespace label for the namespace
 * @param daemonset label for the DaemonSet
 * @param pod label for the pod
 * @param podUid label for the UID of the pod
 * @param container label for the container
 */
public record TargetLabelNames(
        String cluster, String node, String namespace, String daemonset, String pod, String podUid, String container) {

    /** The first label of each kind that the configuration names. */
    public static TargetLabelNames of(PlacementSettings labels) {
        return new TargetLabelNames(
                first(labels.cluster(), "cluster"),
                first(labels.node(), "node"),
                first(labels.namespace(), "namespace"),
                first(labels.daemonset(), "daemonset"),
                first(labels.pod(), "pod"),
                first(labels.podUid(), "uid"),
                first(labels.container(), "container"));
    }

    private static String first(List<String> names, String otherwise) {
        return names.isEmpty() ? otherwise : names.get(0);
    }

    /** Labels of a target; each value is empty where it is not known. */
    public Map<String, String> labels(
            String clusterName, String nodeName, String namespaceName, String daemonsetName, String containerName) {
        return Map.of(
                cluster, clusterName,
                node, nodeName,
                namespace, namespaceName,
                daemonset, daemonsetName,
                container, containerName);
    }
}
