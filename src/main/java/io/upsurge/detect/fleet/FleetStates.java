package io.upsurge.detect.fleet;

import io.upsurge.detect.States;
import io.upsurge.detect.node.Partial;

/**
 * Where stage two keeps its state.
 *
 * @param marks how far the sources are, by cluster
 * @param partials rows of windows that are not closed
 * @param nodes what is remembered of nodes
 * @param keys what is remembered of keys
 * @param sights whether workloads are still seen
 */
public record FleetStates(
        States<ClusterMarks> marks,
        States<Partial> partials,
        States<NodeHistory> nodes,
        States<KeyState> keys,
        States<WorkloadSight> sights) {}
