package io.upsurge.format.text;

import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import java.util.Arrays;

/**
 * Holds back the readings of one metric at one instant until it is known since when they count: OpenMetrics says it in a
 * sample of its own, {@code _created}, which may come last.
 */
final class MetricPoint {
    /** A metric with more buckets than this does not wait for it. */
    private static final int MAX_HELD = 1_024;

    private final ReadingSink sink;
    private SeriesLabels metric;
    private long timeMs;
    private long startMs;
    private SeriesLabels[] series = new SeriesLabels[16];
    private double[] values = new double[16];
    private int size;

    MetricPoint(ReadingSink sink) {
        this.sink = sink;
    }

    void add(KnownSeries known, long at, double value) {
        begin(known, at);
        if (size == MAX_HELD) {
            flush();
        } else if (size == series.length) {
            series = Arrays.copyOf(series, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        series[size] = known.labels();
        values[size++] = value;
    }

    /** It is said since when the metric counts, milliseconds since 1970-01-01T00:00Z. */
    void created(KnownSeries known, long at, long sinceMs) {
        begin(known, at);
        startMs = sinceMs;
    }

    private void begin(KnownSeries known, long at) {
        if (at != timeMs || !known.metric().equals(metric)) {
            end();
            metric = known.metric();
            timeMs = at;
        }
    }

    /** Gives out what is held: no more is said of it. */
    void end() {
        flush();
        metric = null;
        startMs = 0;
    }

    private void flush() {
        for (int i = 0; i < size; i++) {
            sink.accept(series[i], timeMs, values[i], false, startMs);
            series[i] = null;
        }
        size = 0;
    }
}
