package io.upsurge.ingest.watch;

import java.util.List;
import java.util.Optional;

/**
 * What matters of a pod.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its UID
 * @param daemonset name of the DaemonSet that controls it; empty if another controller or none does
 * @param node the node it is bound to; empty before
 * @param createdMs when it was created, milliseconds since 1970-01-01T00:00Z
 * @param terminating whether it is being deleted
 * @param revision hash of the ControllerRevision it was made from; empty where it is not labelled
 * @param zone topology zone of its node as far as the pod tells it; empty otherwise
 * @param running its running containers; init containers are none of them
 */
public record PodState(
        String namespace,
        String name,
        String uid,
        String daemonset,
        String node,
        long createdMs,
        boolean terminating,
        String revision,
        String zone,
        List<RunningContainer> running) {

    /** Copies the containers. */
    public PodState {
        running = List.copyOf(running);
    }

    /** The running container of that name. */
    Optional<RunningContainer> running(String container) {
        return running.stream().filter(it -> it.name().equals(container)).findFirst();
    }
}
