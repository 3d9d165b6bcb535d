package io.upsurge.app;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The metrics that a sender may restrict itself to, and how Prometheus is told. */
final class KeepList {
    private final Set<String> metrics;

    KeepList(Collection<String> metrics) {
        this.metrics = new TreeSet<>(metrics);
    }

    /** One metric a line. */
    String names() {
        return String.join("\n", metrics);
    }

    /**
     * The block {@code remote_write} of a configuration of Prometheus. One shard keeps the order of time: shards that catch up
     * after an outage run apart by more than the grace.
     *
     * @param url where Upsurge listens
     */
    String prometheus(String url) {
        String regex = metrics.stream().map(KeepList::quoted).collect(Collectors.joining("|"));
        return """
                remote_write:
                  - url: %s
                    write_relabel_configs:
                      - source_labels: [__name__]
                        regex: %s
                        action: keep
                    queue_config:
                      # One shard keeps the order of time when it catches up after an outage.
                      max_shards: 1
                      capacity: 10000
                      max_samples_per_send: 2000""".formatted(url, regex);
    }

    /** OpenTelemetry allows dots in names; everything else in a name is no operator. */
    private static String quoted(String metric) {
        return metric.replace(".", "\\.");
    }
}
