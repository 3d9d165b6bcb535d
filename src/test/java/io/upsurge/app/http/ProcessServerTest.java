package io.upsurge.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.HttpConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldBeAliveButNotReadyWhileItWaits() throws Exception {
        try (ProcessServer server = start(Map.of())) {
            assertUnready(server, "starting");
            server.health().awaits("Kafka at broker:9092: Connection refused");
            assertUnready(server, "waiting for Kafka at broker:9092: Connection refused");
            assertThat(get(server, "/livez", null).statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics", null).body()).contains("upsurge_ready 0.0\n", "upsurge_live 1.0\n");

            server.health().started();
            assertThat(get(server, "/readyz", null).statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics", null).body()).contains("upsurge_ready 1.0\n");
            server.health().stops();
            assertUnready(server, "stopping");
        }
    }

    @Test
    void shouldTellEveryPartThatIsInTrouble() throws Exception {
        AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
        try (ProcessServer server = start(Map.of())) {
            server.health().ready("pipeline", () -> Optional.of("Kafka Streams is REBALANCING"));
            server.health().ready("inputs", () -> Optional.of("Kafka does not tell of the topic"));
            server.health().alive("pipeline", failure::get);
            server.health().started();

            assertUnready(server, "inputs: Kafka does not tell of the topic; pipeline: Kafka Streams is REBALANCING");
            assertThat(get(server, "/livez", null).statusCode()).isEqualTo(200);
            failure.set(Optional.of("Kafka Streams is ERROR"));
            HttpResponse<String> unlive = get(server, "/livez", null);
            assertThat(unlive.statusCode()).isEqualTo(503);
            assertThat(unlive.body()).contains("\"detail\":\"pipeline: Kafka Streams is ERROR\"");
        }
    }

    @Test
    void shouldAskForCredentialsButNotForHealth() throws Exception {
        try (ProcessServer server = start(Map.of("http.bearer-token", "s3cret"))) {
            server.health().started();
            assertThat(get(server, "/metrics", null).statusCode()).isEqualTo(401);
            assertThat(get(server, "/metrics", "Bearer s3cret").statusCode()).isEqualTo(200);
            assertThat(get(server, "/livez", null).statusCode()).isEqualTo(200);
            assertThat(get(server, "/readyz", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayWhatToDoWhereThePortIsTaken() throws Exception {
        try (ProcessServer server = start(Map.of())) {
            int port = server.address().orElseThrow().getPort();
            assertThatThrownBy(() -> start(Map.of("http.listen", "127.0.0.1:" + port)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen at 127.0.0.1:" + port)
                    .hasMessageContaining("http.listen");
        }
    }

    @Test
    void shouldHaveMetricsWithoutAServer() throws Exception {
        try (ProcessServer server = start(Map.of("http.enabled", "false"))) {
            assertThat(server.address()).isEmpty();
            assertThat(server.registry().scrape()).contains("upsurge_ready 0.0");
        }
    }

    private static ProcessServer start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("http.listen", "127.0.0.1:0"));
        all.putAll(settings);
        HttpConfig config = ConfigLoader.shipped(all).http();
        return ProcessServer.start(config, List.of());
    }

    private void assertUnready(ProcessServer server, String why) throws Exception {
        HttpResponse<String> unready = get(server, "/readyz", null);
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unready.body()).contains("\"detail\":\"" + why + '"');
    }

    private HttpResponse<String> get(ProcessServer server, String path, String authorization) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address().orElseThrow() + path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
