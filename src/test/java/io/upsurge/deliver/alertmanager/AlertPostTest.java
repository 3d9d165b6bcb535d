package io.upsurge.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.Life;
import io.upsurge.deliver.LinkTemplates;
import io.upsurge.deliver.Severities;
import io.upsurge.deliver.http.Authorization;
import io.upsurge.deliver.http.HttpSender;
import io.upsurge.deliver.http.ScriptedServer;
import io.upsurge.deliver.http.ScriptedServer.Response;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertPostTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldDropTheOneAlertOfABatchThatIsRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()
                .answering(request -> Response.of(request.body().contains("d77") ? 400 : 200))) {
            AlertPost post = post(server);

            assertThat(post.all(alerts(100)).isTaken()).isTrue();

            String taken = server.requests().stream()
                    .map(ScriptedServer.Request::body)
                    .filter(body -> !body.contains("d77"))
                    .collect(Collectors.joining());
            for (int i = 0; i < 100; i++) {
                assertThat(taken.contains("\"d" + i + "\"")).isEqualTo(i != 77);
            }
            assertThat(count("upsurge.alert.dropped", "reason", "http-400")).isEqualTo(1);
            assertThat(count("upsurge.alert.delivered", "event", "firing")).isEqualTo(99);

            int before = server.requests().size();
            post.all(alerts(100));
            assertThat(server.requests()).as("it is left out the next time").hasSize(before + 2);
        }
    }

    @Test
    void shouldEndTheRoundWhereThePeerIsInTrouble() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().answering(request -> Response.of(503))) {
            assertThat(post(server).all(alerts(100)).reason()).isEqualTo("http-503");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private AlertPost post(ScriptedServer server) {
        Clock clock = Clock.systemUTC();
        return new AlertPost(
                server.url("/api/v2/alerts"),
                new HttpSender(Duration.ofSeconds(5), Authorization.NONE, clock),
                new AlertJson(LinkTemplates.NONE, Duration.ofMinutes(4), false),
                new AlertMetrics(registry, "am", clock),
                clock);
    }

    private static List<Alert> alerts(int count) {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Anomaly anomaly = new Life("a" + i).of("d" + i).open(Level.CONFIRMED);
            alerts.add(new Alert(
                    AlertLabels.of(anomaly, new Severities("info", "warning", "critical")),
                    anomaly,
                    OptionalLong.empty()));
        }
        return alerts;
    }

    private double count(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).counter().count();
    }
}
