package io.upsurge.app.alert;

import static io.upsurge.app.alert.AlertsIT.patient;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.app.ChildProcess;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.deliver.Life;
import io.upsurge.deliver.http.ScriptedServer;
import io.upsurge.deliver.http.ScriptedServer.Request;
import io.upsurge.model.Anomaly.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real Alertmanagers, and who they notify. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertmanagerIT {
    private static final String CONFIG = """
            route: {receiver: hook, group_by: ["..."], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: hook
                webhook_configs: [{url: "%s", send_resolved: true}]
            """;

    @TempDir
    Path dir;

    private EmbeddedKafka kafka;
    private DevRegistry registry;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.startTemporary();
        registry = DevRegistry.start(0);
    }

    @AfterAll
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void shouldFireAndStayFiringThroughRestartsUntilItIsOver() throws Exception {
        int one = freePort();
        int other = freePort();
        int gossip = freePort();
        try (ScriptedServer notified = ScriptedServer.start()) {
            String config = CONFIG.formatted(notified.url("/"));
            AlertStage stage = stage("am", List.of(one, other, freePort()));
            try (AlertmanagerProcess first =
                            AlertmanagerProcess.start(dir.resolve("am1"), config, one, gossip, List.of());
                    AlertmanagerProcess second = AlertmanagerProcess.start(
                            dir.resolve("am2"), config, other, freePort(), List.of("127.0.0.1:" + gossip))) {
                Life life = new Life("a");
                try (ChildProcess alert = stage.process()) {
                    alert.awaitErr("Telling am of anomalies");
                    stage.send(life.open(Level.SUSPECTED), life.update(Level.CONFIRMED));
                    patient().untilAsserted(() -> assertThat(notifications(notified))
                            .contains("firing warning"));
                    assertThat(first.alerts()).hasSize(1);
                    patient().untilAsserted(() -> assertThat(second.alerts()).hasSize(1));
                } // kill -9: it stands for eight seconds
                try (Alerts alerts = stage.alerts()) {
                    awaitToldAgain(second);
                    assertThat(alerts).isNotNull();
                    first.close();
                    awaitToldAgain(second);
                    try (AlertmanagerProcess again =
                            AlertmanagerProcess.start(dir.resolve("am1"), config, one, gossip, List.of())) {
                        patient().untilAsserted(() -> assertThat(again.alerts()).hasSize(1));
                        awaitToldAgain(again);
                        assertThat(notifications(notified)).doesNotContain("resolved warning");

                        stage.send(life.update(Level.CERTIFIED));
                        patient().untilAsserted(() -> assertThat(notifications(notified))
                                .contains("firing critical", "resolved warning"));
                        stage.send(life.resolve());
                        patient().untilAsserted(() -> assertThat(notifications(notified))
                                .contains("resolved critical"));
                        patient()
                                .untilAsserted(() -> assertThat(second.alerts()).isEmpty());
                        assertThat(notifications(notified)).doesNotContain("firing info");
                    }
                }
            }
        }
    }

    @Test
    void shouldTellLaterWhatHappenedWhileNoAlertmanagerWasThere() throws Exception {
        int port = freePort();
        try (ScriptedServer notified = ScriptedServer.start()) {
            AlertStage stage = stage("later", List.of(port));
            Life open = new Life("a");
            try (Alerts alerts = stage.alerts()) {
                stage.send(open.open(Level.CONFIRMED));
                patient().untilAsserted(() -> assertThat(stage.metric("upsurge.alert.failures", "am"))
                        .isGreaterThan(1));
                assertThat(alerts).isNotNull();
                try (AlertmanagerProcess late = AlertmanagerProcess.start(
                        dir.resolve("late"), CONFIG.formatted(notified.url("/")), port, freePort(), List.of())) {
                    patient().untilAsserted(() -> assertThat(late.alerts()).hasSize(1));
                    patient().untilAsserted(() -> assertThat(notifications(notified))
                            .contains("firing warning"));
                }
            }
        }
    }

    /** Waits until the alert stands longer than it did. */
    private static void awaitToldAgain(AlertmanagerProcess process) throws Exception {
        Instant before = standsUntil(process);
        patient().untilAsserted(() -> assertThat(standsUntil(process)).isAfter(before.plusSeconds(5)));
    }

    private static Instant standsUntil(AlertmanagerProcess process) throws Exception {
        return Instant.parse(process.alerts().get(0).get("endsAt").asText());
    }

    private AlertStage stage(String name, List<Integer> ports) throws IOException {
        List<String> urls =
                ports.stream().map(port -> "\"http://127.0.0.1:" + port + "\"").toList();
        return new AlertStage(
                kafka,
                registry,
                dir,
                name,
                "- name: am\n  type: alertmanager\n  url: [%s]\n  resend: 2s\n".formatted(String.join(", ", urls)));
    }

    /** What the receiver was told, as {@code status severity}. */
    private static List<String> notifications(ScriptedServer notified) {
        List<String> alerts = new ArrayList<>();
        for (Request request : notified.requests()) {
            for (JsonNode alert : json(request).get("alerts")) {
                alerts.add(alert.get("status").asText()
                        + ' '
                        + alert.at("/labels/severity").asText());
            }
        }
        return alerts;
    }

    private static JsonNode json(Request request) {
        try {
            return new JsonMapper().readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
