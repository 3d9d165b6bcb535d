package io.upsurge.ingest.watch;

/**
 * A DaemonSet on a node.
 *
 * @param namespace namespace of the DaemonSet
 * @param daemonset name of the DaemonSet
 * @param node name of the node
 */
record Place(String namespace, String daemonset, String node) {

    static Place of(PodState pod) {
        return new Place(pod.namespace(), pod.daemonset(), pod.node());
    }
}
