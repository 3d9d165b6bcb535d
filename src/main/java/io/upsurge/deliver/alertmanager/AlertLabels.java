package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.Severities;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.words.GroupValues;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The labels of an alert: what it is about, and nothing that moves with the numbers, for another label is another alert. Of
 * these only {@code alertname} and {@code severity} can change while an anomaly is open, when it becomes surer.
 */
final class AlertLabels {
    private static final int LONGEST = 512;

    private AlertLabels() {}

    /** The labels; those that would be empty are left out. */
    static Map<String, String> of(Anomaly anomaly, Severities severities) {
        Map<String, String> labels = new TreeMap<>();
        put(labels, "alertname", name(anomaly.verdict()));
        put(labels, "severity", severities.of(anomaly.level()));
        put(labels, "cluster", anomaly.key().workload().cluster());
        put(labels, "namespace", anomaly.key().workload().namespace());
        put(labels, "daemonset", anomaly.key().workload().daemonset());
        put(labels, "container", anomaly.key().workload().container());
        put(labels, "signal", anomaly.key().signal());
        put(
                labels,
                anomaly.verdict() == Verdict.BLIND ? "missing" : "group",
                GroupValues.of(anomaly.key().group()));
        put(labels, "from_version", anomaly.fromVersion());
        put(labels, "to_version", anomaly.toVersion());
        return Map.copyOf(labels);
    }

    static String name(Verdict verdict) {
        return switch (verdict) {
            case SURGE, NEW_CALLS, LATE_ONSET, TRANSIENT -> "UpsurgeSurge";
            case DECREASED -> "UpsurgeDecrease";
            case FLEET_WIDE -> "UpsurgeFleetWide";
            case BLIND -> "UpsurgeBlind";
        };
    }

    private static void put(Map<String, String> labels, String name, String value) {
        if (!value.isEmpty()) {
            labels.put(name, value.length() <= LONGEST ? value : shortened(value));
        }
    }

    /** Cut, and still another one for each value. */
    private static String shortened(String value) {
        CRC32 sum = new CRC32();
        sum.update(value.getBytes(StandardCharsets.UTF_8));
        int end = Character.isHighSurrogate(value.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return value.substring(0, end) + ".." + Long.toHexString(sum.getValue());
    }
}
