package io.upsurge.model;

/**
 * A node of a cluster.
 *
 * @param cluster name of the cluster, not empty; may contain slashes (an EKS ARN does)
 * @param node name of the node, not empty; contains no slash
 */
public record NodeId(String cluster, String node) {

    /**
     * Checks both names.
     *
     * @throws IllegalArgumentException if a name is empty or has a control character, or the node's has a slash
     */
    public NodeId {
        Names.check("cluster", cluster, true);
        Names.check("node", node, false);
    }

    /** The record key of everything that concerns this node: {@code cluster/node}. */
    public String key() {
        return cluster + '/' + node;
    }
}
