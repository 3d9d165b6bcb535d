package io.upsurge.place;

import io.upsurge.place.PodDirectory.PodName;

/** What a series of kube-state-metrics tells of a pod. */
sealed interface PodNews {

    /** The pod. */
    PodName pod();

    /** UID of the pod; empty where the series does not say. */
    String uid();

    /**
     * {@code kube_pod_info}: where it runs and whose it is.
     *
     * @param node name of the node, not empty
     * @param daemonset DaemonSet that made it
     * @param hostIp address of the node; empty where unknown
     * @param podIp address of the pod; empty where unknown
     * @param zone zone of the node; empty where unknown
     */
    record Whereabouts(PodName pod, String uid, String node, String daemonset, String hostIp, String podIp, String zone)
            implements PodNews {}

    /**
     * {@code kube_pod_container_info}: what a container runs.
     *
     * @param container name of the container
     * @param image image as specified
     * @param imageId image as started
     * @param containerId this run of the container
     */
    record Image(PodName pod, String uid, String container, String image, String imageId, String containerId)
            implements PodNews {}

    /**
     * {@code kube_pod_container_state_started}: when a container began; the value is in seconds since 1970-01-01T00:00Z.
     *
     * @param container name of the container
     */
    record Started(PodName pod, String uid, String container) implements PodNews {}

    /**
     * {@code kube_pod_labels}: which revision it was made from.
     *
     * @param hash hash of the ControllerRevision
     */
    record Revision(PodName pod, String uid, String hash) implements PodNews {}
}
