package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import io.upsurge.words.Anomalies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private static final String NODE = "cluster=\"c\",container=\"d\",daemonset=\"d\",namespace=\"n\"";

    private final FleetGauges fleet = new FleetGauges();
    private final List<Anomaly> open = new ArrayList<>();

    @Test
    void shouldShowWhatTheLastWindowOfEachWorkloadSaid() {
        fleet.closed(0, "c", 60_000);
        fleet.rate(0, rate("v1", 60_000, 3));
        fleet.rate(0, rate("v2", 60_000, 1));
        assertThat(page())
                .contains("upsurge_windows_closed_to_timestamp_seconds{cluster=\"c\"} 60.0")
                .contains("upsurge_version_nodes{" + NODE + ",version=\"v1\"} 3.0")
                .contains("upsurge_version_nodes{" + NODE + ",version=\"v2\"} 1.0")
                .contains("upsurge_rollouts_open{cluster=\"c\"} 1.0")
                .contains("group=\"\",namespace=\"n\",signal=\"s\",version=\"v1\"} 0.5");

        fleet.rate(0, rate("v2", 120_000, 4));
        fleet.closed(0, "c", 120_000);
        fleet.closed(1, "c", 90_000);
        assertThat(page())
                .as("a cluster is as far as its last partition")
                .contains("upsurge_windows_closed_to_timestamp_seconds{cluster=\"c\"} 90.0")
                .contains("upsurge_rollouts_open{cluster=\"c\"} 0.0")
                .doesNotContain("version=\"v1\"");

        fleet.left(0);
        assertThat(page()).contains("timestamp_seconds{cluster=\"c\"} 90.0").doesNotContain("version=\"v2\"");
    }

    @Test
    void shouldBoundTheSeriesAndSayHowManyAreMissing() {
        for (int i = 0; i < 2_500; i++) {
            fleet.rate(0, rate("v" + i, 60_000, 1));
        }
        String page = page();
        assertThat(page.lines().filter(line -> line.startsWith("upsurge_version_nodes{")))
                .hasSize(2_000);
        assertThat(page).contains("upsurge_gauge_series_left_out 1000.0");
    }

    @Test
    void shouldShowOpenAnomaliesWhateverTheirNames() {
        Anomaly surge = Anomalies.surge();
        open.add(surge);
        open.add(Anomalies.blind("samples"));
        String before = page();
        assertThat(before)
                .contains("upsurge_anomaly_open{", "verdict=\"blind\"", "verdict=\"surge\"")
                .contains("upsurge_anomalies_open{level=\"confirmed\",verdict=\"blind\"} 1.0")
                .contains("upsurge_anomaly_ratio{", "upsurge_anomaly_projected_calls_per_second{");

        open.clear();
        assertThat(page())
                .contains("upsurge_anomalies_open{level=\"confirmed\",verdict=\"blind\"} 0.0")
                .doesNotContain("upsurge_anomaly_open{");
    }

    @Test
    void shouldKeepHostileNamesWithinTheirQuotes() {
        VersionRate hostile = rate("v\"} 1\nupsurge_ready 0\\", 60_000, 1);
        fleet.rate(0, hostile);
        assertThat(page().lines())
                .anyMatch(line -> line.contains("version=\"v\\\"} 1\\nupsurge_ready 0\\\\\"} 1.0"))
                .noneMatch(line -> line.startsWith("upsurge_ready"));
    }

    private String page() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.getPrometheusRegistry().register(fleet);
        registry.getPrometheusRegistry().register(new AnomalyGauges(() -> open));
        return registry.scrape();
    }

    private static VersionRate rate(String version, long endMs, int nodes) {
        return new VersionRate(
                new SignalKey(new Workload("c", "n", "d", "d"), "s", ""),
                Kind.RATE,
                new Window(endMs - 60_000, endMs),
                version,
                Optional.empty(),
                nodes,
                0,
                0,
                30,
                60,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                1,
                0,
                0);
    }
}
