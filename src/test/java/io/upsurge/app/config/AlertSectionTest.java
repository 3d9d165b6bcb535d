package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.deliver.AlertSettings;
import io.upsurge.deliver.SinkSettings;
import io.upsurge.deliver.SinkSettings.Target;
import io.upsurge.deliver.Updates;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertSectionTest {
    private static final String REST = """
            kafka: {bootstrap.servers: "k:9092"}
            registry: {url: "mock://x"}
            signals:
              - id: s
                workload: {namespace: n, daemonset: d, container: c}
                series: x_total
            """;

    @Test
    void shouldReadSinks() {
        AlertSettings alerts = load("""
                        alerts:
                          links:
                            runbook: https://wiki/{signal}
                          sinks:
                            - name: oncall
                              type: alertmanager
                              url: [http://am-0:9093, "http://am-1:9093/prefix"]
                              resend: 30s
                            - name: chat
                              type: slack
                              url: ${env:SLACK}
                              min-level: suspected
                              verdicts: [surge, decreased]
                              clusters: [prod-*]
                              updates: none
                            - name: pager
                              type: pagerduty
                              routing-key: r0ute
                        """).config().alerts();

        assertThat(alerts.links().runbook()).contains("https://wiki/{signal}");
        SinkSettings oncall = alerts.sinks().get(0);
        assertThat(oncall.target())
                .isEqualTo(new Target.Alertmanager(
                        List.of(URI.create("http://am-0:9093"), URI.create("http://am-1:9093/prefix")),
                        Duration.ofSeconds(30)));
        assertThat(oncall.routing().minLevel()).isEqualTo(Level.CONFIRMED);
        assertThat(oncall.routing().verdicts()).contains(Verdict.BLIND).doesNotContain(Verdict.DECREASED);
        SinkSettings chat = alerts.sinks().get(1);
        assertThat(chat.target()).isEqualTo(new Target.Slack(URI.create("https://hooks/s3cret")));
        assertThat(chat.updates()).isEqualTo(Updates.NONE);
        assertThat(chat.routing().verdicts()).containsExactlyInAnyOrder(Verdict.SURGE, Verdict.DECREASED);
        assertThat(((Target.PagerDuty) alerts.sinks().get(2).target()).url())
                .isEqualTo(URI.create("https://events.pagerduty.com/v2/enqueue"));
    }

    @Test
    void shouldSayAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> load("""
                                alerts:
                                  links:
                                    page: https://x/{node}
                                  sinks:
                                    - name: a
                                      type: webhook
                                    - name: b
                                      type: slack
                                      url: [https://x/1, https://x/2]
                                      routing-key: k
                                    - name: c
                                      type: pagerduty
                                    - name: d
                                      type: webhook
                                      url: http://x/s3cret|
                                      token: t
                                      user: u
                                      verdicts: [surge, nonsense]
                                    - name: e
                                      type: kubernetes-events
                                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("alerts.links.page = https://x/{node}: nothing is known as [node]")
                .hasMessageContaining("alerts.sinks.a.type = webhook: where it is is not given")
                .hasMessageContaining(
                        "alerts.sinks.b.url = https://x/********,https://x/********: more than one address")
                .hasMessageContaining("alerts.sinks.b.routing-key = ********: is of no use with type slack")
                .hasMessageContaining("alerts.sinks.c.type = pagerduty: the service is not given")
                .hasMessageContaining("alerts.sinks.d.url = http://x/********: not an address")
                .hasMessageContaining("alerts.sinks.d.user = u: is of no use alone")
                .hasMessageContaining("alerts.sinks.d.verdicts = surge,nonsense: number 2 is not of the required form")
                .hasMessageContaining("alerts.sinks.e.type = kubernetes-events: no cluster is named");
    }

    @Test
    void shouldShowNoSecretsOfSinks() {
        LoadedConfig loaded = load("""
                alerts:
                  sinks:
                    - name: hook
                      type: webhook
                      url: https://me:s3cret@hooks.example/services/s3cret?key=s3cret
                      secret: s3cret
                      token: s3cret
                    - name: chat
                      type: slack
                      url: ${env:SLACK}
                    - name: pager
                      type: pagerduty
                      routing-key: s3cret
                """);

        assertThat(loaded.config().toString()).contains("hooks.example").doesNotContain("s3cret");
        assertThat(loaded.settings().toString()).contains("hooks.example").doesNotContain("s3cret");
    }

    private static LoadedConfig load(String alerts) {
        return new ConfigLoader(Map.of("SLACK", "https://hooks/s3cret")).parse("f.yaml", REST + alerts, List.of());
    }
}
