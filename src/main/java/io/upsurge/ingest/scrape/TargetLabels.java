package io.upsurge.ingest.scrape;

import io.upsurge.format.SeriesLabels;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the labels of a target on its series. A label that the series has itself is kept under {@code exported_}, as
 * Prometheus does. For one thread.
 */
final class TargetLabels {
    private static final String EXPORTED = "exported_";
    private static final int REMEMBERED = 10_000;

    private final Map<String, String> labels;
    private final Map<SeriesLabels, SeriesLabels> known = new HashMap<>();

    TargetLabels(Map<String, String> labels) {
        this.labels = labels;
    }

    SeriesLabels on(SeriesLabels series) {
        SeriesLabels labelled = known.get(series);
        if (labelled == null) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            labelled = labelled(series);
            known.put(series, labelled);
        }
        return labelled;
    }

    private SeriesLabels labelled(SeriesLabels series) {
        Map<String, String> own = series.toMap();
        Map<String, String> all = new HashMap<>(own);
        labels.forEach((name, value) -> {
            String exported = name;
            if (own.containsKey(name)) {
                do {
                    exported = EXPORTED + exported;
                } while (own.containsKey(exported) || labels.containsKey(exported));
                all.put(exported, own.get(name));
            }
            all.put(name, value);
        });
        return SeriesLabels.of(all);
    }
}
