package io.upsurge.format.text;

import io.upsurge.format.SeriesLabels;
import java.util.Map;

/** A series as it was met in a text. */
final class KnownSeries {
    private final SeriesLabels labels;
    private SeriesLabels metric;

    KnownSeries(SeriesLabels labels) {
        this.labels = labels;
    }

    SeriesLabels labels() {
        return labels;
    }

    /** What it has in common with the other series of its metric: the labels without the name, {@code le} and {@code quantile}. */
    SeriesLabels metric() {
        if (metric == null) {
            Map<String, String> common = labels.toMap();
            common.remove(SeriesLabels.NAME);
            common.remove("le");
            common.remove("quantile");
            metric = SeriesLabels.of(common);
        }
        return metric;
    }
}
