package io.upsurge.place;

import io.upsurge.model.Workload;

/**
 * Where a series is counted.
 *
 * @param workload the container
 * @param node name of the node, not empty
 */
record Place(Workload workload, String node) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byWorkload = workload.compareTo(other.workload);
        return byWorkload != 0 ? byWorkload : node.compareTo(other.node);
    }
}
