package io.upsurge.ingest.watch;

import java.util.List;

/**
 * What matters of a DaemonSet.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its UID; another one under the same name after it was deleted and made again
 * @param containers names of the containers in its template
 * @param desired nodes that should run it, as its status tells
 * @param updated nodes that run its newest template, as its status tells
 */
public record DaemonSetState(
        String namespace, String name, String uid, List<String> containers, int desired, int updated) {

    /** Copies the containers. */
    public DaemonSetState {
        containers = List.copyOf(containers);
    }
}
