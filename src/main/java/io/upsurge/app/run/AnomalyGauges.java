package io.upsurge.app.run;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Shows the open anomalies, one series each, for rules of the user's own. Every process of the pipeline shows all of them: ask
 * with {@code max without (instance)}.
 */
public final class AnomalyGauges implements MultiCollector {
    private static final int MAX_SERIES = 500;
    private static final String[] LABELS = {
        "cluster",
        "namespace",
        "daemonset",
        "container",
        "signal",
        "group",
        "from_version",
        "to_version",
        "verdict",
        "level"
    };

    private final Supplier<List<Anomaly>> open;

    /**
     * Gauges.
     *
     * @param open gives the open anomalies
     */
    public AnomalyGauges(Supplier<List<Anomaly>> open) {
        this.open = open;
    }

    @Override
    public MetricSnapshots collect() {
        GaugeFamily each =
                family("upsurge_anomaly_open", "1 for every open anomaly; the latest ones where there are many");
        GaugeFamily ratio = family(
                "upsurge_anomaly_ratio",
                "Ratio of the candidate's rate to what was expected; none near a zero baseline");
        GaugeFamily lower = family(
                "upsurge_anomaly_ratio_lower_bound",
                "What the ratio is at least, but for the error budget; none where the rule does not say");
        GaugeFamily projected = family(
                "upsurge_anomaly_projected_calls_per_second",
                "Calls per second of the fleet once every known node runs the candidate; 0 for a mean or share");
        GaugeFamily extra = family(
                "upsurge_anomaly_extra_calls_per_second",
                "Extra calls per second of the upgraded nodes now; 0 for a mean or share");
        GaugeFamily counts = new GaugeFamily(
                "upsurge_anomalies_open",
                "Open anomalies, by verdict and by how sure the rule is",
                MAX_SERIES,
                "verdict",
                "level");
        for (Verdict verdict : Verdict.values()) {
            for (Level level : Level.values()) {
                counts.set(0, List.of(small(verdict), small(level)));
            }
        }
        List<Anomaly> anomalies = open.get().stream()
                .sorted(Comparator.comparingLong(Anomaly::openedAtMs).reversed().thenComparing(Anomaly::id))
                .toList();
        for (Anomaly anomaly : anomalies) {
            List<String> labels = labels(anomaly);
            Anomaly.Evidence evidence = anomaly.evidence();
            counts.add(1, List.of(small(anomaly.verdict()), small(anomaly.level())));
            each.set(1, labels);
            evidence.ratio().ifPresent(value -> ratio.set(value, labels));
            evidence.certainty().ifPresent(certainty -> lower.set(certainty.lower(), labels));
            projected.set(evidence.projectedCallsPerSecond(), labels);
            extra.set(evidence.extraCallsPerSecond(), labels);
        }
        return new MetricSnapshots(
                each.snapshot(),
                ratio.snapshot(),
                lower.snapshot(),
                projected.snapshot(),
                extra.snapshot(),
                counts.snapshot());
    }

    private static GaugeFamily family(String name, String help) {
        return new GaugeFamily(name, help, MAX_SERIES, LABELS);
    }

    private static List<String> labels(Anomaly anomaly) {
        Workload workload = anomaly.key().workload();
        return List.of(
                workload.cluster(),
                workload.namespace(),
                workload.daemonset(),
                workload.container(),
                anomaly.key().signal(),
                anomaly.key().group(),
                anomaly.fromVersion(),
                anomaly.toVersion(),
                small(anomaly.verdict()),
                small(anomaly.level()));
    }

    private static String small(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
