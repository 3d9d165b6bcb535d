package io.upsurge.model;

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
 */
public record RolloutFact(
        Workload workload,
        String node,
        Version version,
        String podUid,
        long sinceMs,
        long observedAtMs,
        String source,
        String zone) {

    /**
     * Checks the node's name.
     *
     * @throws IllegalArgumentException if the name is empty or has a slash or a control character
     */
    public RolloutFact {
        Names.check("node", node, false);
    }

    /** The node the fact is of. */
    public NodeId nodeId() {
        return new NodeId(workload.cluster(), node);
    }
}
