package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;
import java.util.Arrays;

/** One mean rate per window of the settled upgraded nodes and of the others, since the roll-out began. */
final class RateSeries {
    private double[] after = new double[64];
    private double[] beside = new double[64];
    private int afterSize;
    private int besideSize;

    /** Takes in a window. */
    void take(FleetTrace fleet) {
        Sums treated = fleet.settled(true);
        if (treated.seconds() > 0) {
            after = with(after, afterSize++, treated.rate());
        }
        Sums controls = fleet.settled(false);
        if (treated.seconds() > 0 && controls.seconds() > 0) {
            beside = with(beside, besideSize++, controls.rate());
        }
    }

    private static double[] with(double[] values, int at, double value) {
        double[] roomy = at < values.length ? values : Arrays.copyOf(values, 2 * values.length);
        roomy[at] = value;
        return roomy;
    }

    /** Rates of the upgraded nodes. */
    double[] after() {
        return Arrays.copyOf(after, afterSize);
    }

    /** Rates of the nodes that are not upgraded, in the same windows. */
    double[] beside() {
        return Arrays.copyOf(beside, besideSize);
    }

    /** Mean rates of the nodes that are upgraded now, in each window of their own hour before. */
    static double[] before(FleetTrace fleet) {
        double[] rates = new double[NodeTrace.HOUR];
        int size = 0;
        for (int back = NodeTrace.HOUR - 1; back >= 0; back--) {
            double sum = 0;
            int nodes = 0;
            for (NodeTrace node : fleet.nodes()) {
                double rate = node.upgraded() && node.counts() ? node.rateBefore(back) : Double.NaN;
                if (!Double.isNaN(rate)) {
                    sum += rate;
                    nodes++;
                }
            }
            if (nodes > 0) {
                rates[size++] = sum / nodes;
            }
        }
        return Arrays.copyOf(rates, size);
    }
}
