package io.upsurge.app.run;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gauge with labels, filled anew for every scrape. Bounded: what does not fit is counted and left out. */
final class GaugeFamily {
    private final String name;
    private final String help;
    private final int limit;
    private final List<String> labels;
    private final Map<List<String>, Double> values = new LinkedHashMap<>();
    private int leftOut;

    /**
     * A gauge without values.
     *
     * @param limit most series
     */
    GaugeFamily(String name, String help, int limit, String... labels) {
        this.name = name;
        this.help = help;
        this.limit = limit;
        this.labels = List.of(labels);
    }

    /** Sets the value for labels, which come in the order of their names. */
    void set(double value, List<String> labelValues) {
        if (values.size() >= limit && !values.containsKey(labelValues)) {
            leftOut++;
        } else {
            values.put(labelValues, value);
        }
    }

    /** Adds to the value for labels. */
    void add(double value, List<String> labelValues) {
        set(values.getOrDefault(labelValues, 0.0) + value, labelValues);
    }

    /** Series that did not fit. */
    int leftOut() {
        return leftOut;
    }

    GaugeSnapshot snapshot() {
        GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((labelValues, value) -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of(labels, labelValues))
                .value(value)
                .build()));
        return builder.build();
    }
}
