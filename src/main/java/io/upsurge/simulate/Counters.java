package io.upsurge.simulate;

import io.upsurge.model.Scrape.Point;
import java.util.ArrayList;
import java.util.List;

/** The counters of one process. A series is there from its first call on. */
final class Counters {
    private final CallSeries series;
    private final long[] values;
    private final double[] fractions;
    private final boolean[] born;

    Counters(CallSeries series) {
        this.series = series;
        this.values = new long[series.size()];
        this.fractions = new double[series.size()];
        this.born = new boolean[series.size()];
    }

    /** Counts calls. Latency is counted in whole milliseconds, as the CNI does; fractions are carried on. */
    void add(CallSeries.Outcome outcome, long calls) {
        if (calls == 0) {
            return;
        }
        add(outcome.count(), calls);
        add(outcome.requests(), calls);
        add(outcome.errors(), calls);
        int sum = outcome.sum();
        if (sum >= 0) {
            double latency = fractions[sum] + calls * outcome.latencyMs();
            long whole = (long) latency;
            fractions[sum] = latency - whole;
            add(sum, whole);
        }
    }

    private void add(int place, long more) {
        if (place >= 0) {
            values[place] += more;
            born[place] = true;
        }
    }

    /** The series there are, and the given gauge. */
    List<Point> points(Point gauge) {
        List<Point> points = new ArrayList<>(values.length + 1);
        for (int place = 0; place < values.length; place++) {
            if (born[place]) {
                points.add(new Point(series.series(place), values[place], false));
            }
        }
        points.add(gauge);
        return points;
    }
}
