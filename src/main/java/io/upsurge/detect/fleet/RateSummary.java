package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.VersionRate.Spread;
import java.util.Arrays;
import java.util.Optional;

/** Calls of one group on the nodes of one version in one window. */
final class RateSummary {
    private final double[] nodeRates;
    private int nodes;
    private int warming;
    private int pending;
    private double calls;
    private double exposure;
    private final Kind kind;

    /** Of at most so many rows. */
    RateSummary(Kind kind, int rows) {
        this.kind = kind;
        this.nodeRates = new double[rows];
    }

    /**
     * Takes in a row.
     *
     * @param cell the group's cell; null where it has never called
     */
    void add(NodeRow row, Cell cell) {
        if (row.phase() == Phase.WARMING) {
            warming++;
            return;
        }
        if (row.phase() == Phase.PENDING) {
            pending++;
            return;
        }
        double rowCalls = cell == null ? 0 : cell.calls();
        double rowExposure = Exposure.of(kind, row, cell);
        if (rowExposure > 0) {
            calls += rowCalls;
            exposure += rowExposure;
            nodeRates[nodes++] = rowCalls / rowExposure;
        }
    }

    int nodes() {
        return nodes;
    }

    int warming() {
        return warming;
    }

    int pending() {
        return pending;
    }

    double calls() {
        return calls;
    }

    /** Node-seconds for a rate, else increments of the base. */
    double exposure() {
        return exposure;
    }

    /** Quantiles across nodes, linear between order statistics; empty where nothing was observed. */
    Optional<Spread> spread() {
        if (nodes == 0) {
            return Optional.empty();
        }
        double[] sorted = Arrays.copyOf(nodeRates, nodes);
        Arrays.sort(sorted);
        return Optional.of(new Spread(
                quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9), sorted[sorted.length - 1]));
    }

    /** Hyndman and Fan's definition 7, as in R, NumPy and Prometheus. */
    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
