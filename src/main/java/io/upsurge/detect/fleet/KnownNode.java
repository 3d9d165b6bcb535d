package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import java.util.Optional;

/**
 * A known node and its rows of one window: looked up once, for all keys.
 *
 * @param history what is remembered of the node
 * @param settled see {@link WorkloadWindow#settledRow}
 * @param warming see {@link WorkloadWindow#warmingRow}
 */
record KnownNode(NodeHistory history, Optional<NodeRow> settled, Optional<NodeRow> warming) {

    static KnownNode of(NodeHistory history, WorkloadWindow window) {
        return new KnownNode(history, window.settledRow(history.node()), window.warmingRow(history.node()));
    }
}
