package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Signals and readings for tests. */
final class Batches {
    static final long NOW = 1_708_934_400_000L;
    static final String CALLS = "awscni_aws_api_latency_ms_count";

    /** One value of one series. */
    record Reading(SeriesLabels series, long timeMs, double value, boolean stale) {}

    private Batches() {}

    static Signal signal(String daemonset, String container, String series, String... groupBy) {
        return new Signal(
                "calls-of-" + daemonset.replace("*", "any") + series.hashCode(),
                new WorkloadPattern("*", "kube-system", daemonset, container),
                SeriesSelector.parse(series),
                List.of(groupBy),
                Signal.Kind.RATE,
                1.5,
                0.1,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Signal calls() {
        return signal("aws-node", "aws-node", CALLS + "{api=\"GetMetadata\"}", "api");
    }

    static SeriesLabels series(String metric, String... pairs) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return SeriesLabels.of(metric, labels);
    }

    static Reading reading(SeriesLabels series, long timeMs, double value) {
        return new Reading(series, timeMs, value, false);
    }

    static Gathered gather(Places places, List<Reading> readings) {
        Gathering batch = places.begin();
        readings.forEach(r -> batch.accept(r.series, r.timeMs, r.value, r.stale, 0));
        return batch.finish();
    }

    static Gathered gather(Places places, Reading... readings) {
        return gather(places, List.of(readings));
    }

    static Gathered gather(Places places, SeriesLabels series) {
        return gather(places, reading(series, NOW, 1));
    }
}
