package io.upsurge.format.otlp;

import io.upsurge.format.Trait;

/** Kinds of metrics, as OpenTelemetry tells them apart. */
enum MetricKind {
    GAUGE(5, "gauge", Trait.GAUGE),
    SUM(7, "sum", Trait.SUM),
    HISTOGRAM(9, "histogram", Trait.HISTOGRAM),
    EXPONENTIAL_HISTOGRAM(10, "exponentialHistogram", Trait.EXPONENTIAL_HISTOGRAM),
    SUMMARY(11, "summary", Trait.SUMMARY);

    private final int field;
    private final String json;
    private final Trait trait;

    MetricKind(int field, String json, Trait trait) {
        this.field = field;
        this.json = json;
        this.trait = trait;
    }

    /** Number of the field of a metric that holds the points. */
    int field() {
        return field;
    }

    /** Name of that field in JSON. */
    String json() {
        return json;
    }

    Trait trait() {
        return trait;
    }

    /** The kind whose points are in that field of a metric; null if the field holds none. */
    static MetricKind ofField(int field) {
        for (MetricKind kind : values()) {
            if (kind.field == field) {
                return kind;
            }
        }
        return null;
    }
}
