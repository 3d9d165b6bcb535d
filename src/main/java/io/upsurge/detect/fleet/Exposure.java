package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.model.Signal.Kind;

/** What calls are counted over: time for a rate, what they are taken of for a mean or a share. */
final class Exposure {
    /** Weight of a node, calls per second: damps nodes that hardly ever call. */
    private static final double RATE_OFFSET = 5 / 60.0;

    private Exposure() {}

    /**
     * Exposure of a group in a row.
     *
     * @param cell the group's cell; null where it has never called
     * @return seconds for a rate, else increments of the base
     */
    static double of(Kind kind, NodeRow row, Cell cell) {
        if (kind.hasBase()) {
            return cell == null ? 0 : cell.base();
        }
        return (cell == null ? row.exposureMs() : cell.exposureMs()) / 1000.0;
    }

    /**
     * Weight u = 1 / (b + k) of a node with the baseline b: near inverse-variance. For a rate k is five calls per minute, for a
     * mean or share what is usual in the fleet.
     *
     * @param usual usual baseline of the key
     */
    static double weight(Kind kind, double baselineRate, double usual) {
        double offset = kind.hasBase() ? usual : RATE_OFFSET;
        double sum = baselineRate + offset;
        return sum > 0 ? 1 / sum : 0;
    }
}
