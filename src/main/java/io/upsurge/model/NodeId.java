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
     * @throws IllegalArgumentException if a name is empty or the node's contains a slash
     */
    public NodeId {
        if (cluster.isEmpty()) {
            throw new IllegalArgumentException("cluster is empty");
        }
        if (node.isEmpty()) {
            throw new IllegalArgumentException("node is empty");
        }
        if (node.indexOf('/') >= 0) {
            throw new IllegalArgumentException("node '" + node + "' contains a slash");
        }
    }

    /** The record key of everything that concerns this node: {@code cluster/node}. */
    public String key() {
        return cluster + '/' + node;
    }
}
