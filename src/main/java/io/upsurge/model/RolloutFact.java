package io.upsurge.model;

import java.util.List;

/**
 * This container runs this version on this node since this instant. A state, not an edge: repeating it is harmless.
 *
 * @param workload the container
 * @param node name of the node, not empty
 * @param version what it runs
 * @param podUid UID of the pod; empty where unknown
 * @param sinceMs start of the container, milliseconds since 1970-01-01T00:00Z
 * @param observedAtMs when the source saw it, milliseconds since 1970-01-01T00:00Z
 * @param source who says so: watch, in-band, file, mark, simulate
 * @param zone topology zone or node pool of the node; empty where unknown
 * @param differences what differs from the revision the node ran before, a line each, such as {@code image: 1.16.2 -> 1.16.3};
 *     for the reader alone: it decides nothing and is no part of what makes two facts the same. Empty where unknown. Writers
 *     keep to {@value #MAX_DIFFERENCES} lines of {@value #MAX_DIFFERENCE_LENGTH} characters
 */
public record RolloutFact(
        Workload workload,
        String node,
        Version version,
        String podUid,
        long sinceMs,
        long observedAtMs,
        String source,
        String zone,
        List<String> differences) {

    /** The source that watches the Kubernetes API. */
    public static final String WATCH = "watch";

    /** How many lines of differences a writer gives. */
    public static final int MAX_DIFFERENCES = 20;

    /** How long a line of differences is, characters. */
    public static final int MAX_DIFFERENCE_LENGTH = 200;

    /**
     * Checks the node's name and copies the differences.
     *
     * @throws IllegalArgumentException if the name is empty or has a slash or a control character
     */
    public RolloutFact {
        Names.check("node", node, false);
        differences = List.copyOf(differences);
    }

    /** A fact from a source that does not know what differs. */
    public RolloutFact(
            Workload workload,
            String node,
            Version version,
            String podUid,
            long sinceMs,
            long observedAtMs,
            String source,
            String zone) {
        this(workload, node, version, podUid, sinceMs, observedAtMs, source, zone, List.of());
    }

    /**
     * Whether its source says again every few minutes what it sees, at a new {@code observedAtMs}, so that its silence says
     * something too.
     */
    public boolean isSnapshot() {
        return source.equals(WATCH);
    }

    /** The instant it speaks of: when a snapshot was taken, and since when any other holds, milliseconds since 1970-01-01T00:00Z. */
    public long timeMs() {
        return isSnapshot() ? Math.max(sinceMs, observedAtMs) : sinceMs;
    }

    /** The node the fact is of. */
    public NodeId nodeId() {
        return new NodeId(workload.cluster(), node);
    }
}
