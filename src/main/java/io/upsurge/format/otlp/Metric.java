package io.upsurge.format.otlp;

/**
 * What is said of a metric beside its points.
 *
 * @param name name as it was given
 * @param kind its kind
 * @param temporality 1 for changes since the last export, 2 for running totals, 0 where it is not said
 * @param monotonic whether a sum only ever rises
 */
record Metric(String name, MetricKind kind, int temporality, boolean monotonic) {
    private static final int DELTA = 1;

    /** Whether its points are changes since the last export. */
    boolean isDelta() {
        return temporality == DELTA && kind != MetricKind.GAUGE && kind != MetricKind.SUMMARY;
    }

    /** Whether its points count since some instant. */
    boolean isCumulative() {
        return kind != MetricKind.GAUGE && (kind != MetricKind.SUM || monotonic);
    }
}
