package io.upsurge.ingest.watch;

/**
 * A container that runs.
 *
 * @param name name of the container
 * @param image image as the pod's specification names it, with tag, digest or neither
 * @param imageId image that was started, as the node tells it; empty where it does not
 * @param startedAtMs start of the container by the node's clock, milliseconds since 1970-01-01T00:00Z
 */
public record RunningContainer(String name, String image, String imageId, long startedAtMs) {}
