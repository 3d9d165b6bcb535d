package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.VersionRate.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of one group on the nodes of one version in one window. */
final class RateSummary {
    private final List<Double> nodeRates = new ArrayList<>();
    private int warming;
    private int pending;
    private double calls;
    private long exposureMs;

    void add(NodeRow row, GroupId group) {
        if (row.phase() == Phase.WARMING) {
            warming++;
            return;
        }
        if (row.phase() == Phase.PENDING) {
            pending++;
            return;
        }
        Cell cell = row.cells().get(group);
        double rowCalls = cell == null ? 0 : cell.calls();
        long rowExposureMs = cell == null ? row.exposureMs() : cell.exposureMs();
        if (rowExposureMs > 0) {
            calls += rowCalls;
            exposureMs += rowExposureMs;
            nodeRates.add(rowCalls / (rowExposureMs / 1000.0));
        }
    }

    int nodes() {
        return nodeRates.size();
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

    double exposureSeconds() {
        return exposureMs / 1000.0;
    }

    /** Quantiles across nodes, linear between order statistics; empty where nothing was observed. */
    Optional<Spread> spread() {
        if (nodeRates.isEmpty()) {
            return Optional.empty();
        }
        double[] sorted =
                nodeRates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
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
