package io.upsurge.place;

import io.upsurge.model.SeriesId;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The series that the signals ask for, by the name of their metric. */
final class WantedSeries {
    private final Map<String, Metric> metrics = new HashMap<>();

    private record Wish(Signal signal, List<SeriesSelector> selectors) {}

    private static final class Metric {
        final List<Wish> wishes = new ArrayList<>();
        /** Labels that a signal names, by which series must stay apart. */
        final Set<String> named = new HashSet<>();
    }

    WantedSeries(List<Signal> signals) {
        for (Signal signal : signals) {
            Map<String, List<SeriesSelector>> selectors = new LinkedHashMap<>();
            Stream.of(
                            List.of(signal.series()),
                            signal.per().stream().toList(),
                            signal.covariate().stream().toList())
                    .flatMap(List::stream)
                    .forEach(selector -> selectors
                            .computeIfAbsent(selector.metric(), m -> new ArrayList<>(1))
                            .add(selector));
            selectors.forEach((name, all) -> {
                Metric metric = metrics.computeIfAbsent(name, m -> new Metric());
                metric.wishes.add(new Wish(signal, all));
                metric.named.addAll(signal.groupBy());
                all.forEach(selector -> metric.named.addAll(selector.labels()));
            });
        }
    }

    /** Names of all metrics that are asked for. */
    Set<String> metrics() {
        return Set.copyOf(metrics.keySet());
    }

    boolean has(String metric) {
        return metrics.containsKey(metric);
    }

    /** Whether a signal tells series of the metric apart by the label. */
    boolean names(String metric, String label) {
        return metrics.get(metric).named.contains(label);
    }

    /** The signals that ask for the series. */
    List<Signal> asking(SeriesId series) {
        return metrics.get(series.metric()).wishes.stream()
                .filter(wish -> wish.selectors.stream().anyMatch(selector -> selector.matches(series)))
                .map(Wish::signal)
                .toList();
    }
}
