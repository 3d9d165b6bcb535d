package io.upsurge.app.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.upsurge.app.ChildProcess;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.detect.Fleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upsurge run} with every input, a fleet whose upgrade surges, and what /metrics shows of it. */
class ExportedMetricsIT {
    private static final Path PAGE = Path.of("docs/operations/metrics.md");
    private static final boolean UPDATE = Boolean.getBoolean("upsurge.update");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String OPEN = "upsurge_anomaly_open{cluster=\"c1\"";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    @Test
    void shouldExportEveryMetricThatRulesDashboardsAndDocumentationName() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0);
                Listener listener = new Listener()) {
            Path file = configuration(kafka.bootstrapServers(), registry.url(), listener.url());
            UpsurgeConfig config =
                    new ConfigLoader(Map.of()).load(file, List.of()).config();
            new Backlog(config, Contracts.of(config)).preload(Fleet.rollout("c1", 8, 40, 8, 4.0));

            String openBefore;
            try (ChildProcess upsurge = ChildProcess.start("run", "-c", file.toString())) {
                URI address = address(upsurge, "Health and metrics at (http://[0-9.:]+)");
                URI receiver = address(upsurge, "remote write at (http://[^\"]+)");
                assertThat(client.send(
                                        HttpRequest.newBuilder(receiver)
                                                .POST(BodyPublishers.ofString("no remote write"))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode())
                        .isBetween(400, 499);
                Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(get(address, "/metrics"))
                        .contains(OPEN));
                Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(
                                Exposition.of(get(address, "/metrics")).samples())
                        .containsAll(Shipped.metrics()));
                Exposition page = Exposition.of(get(address, "/metrics"));
                assertThat(page.count("kafka_"))
                        .as("series of Kafka's clients at four partitions")
                        .isLessThan(250);
                assertThat(page.families())
                        .allSatisfy(family ->
                                assertThat(family.help()).as(family.name()).isNotBlank());
                assertDocumented(page);
                openBefore = line(get(address, "/metrics"));
                assertThat(client.send(
                                        HttpRequest.newBuilder(address.resolve("/livez"))
                                                .build(),
                                        BodyHandlers.ofString())
                                .body())
                        .isEqualTo("ok\n");
                upsurge.terminate();
                assertJson(upsurge.err());
            }
            try (ChildProcess again = ChildProcess.start("run", "-c", file.toString())) {
                URI address = address(again, "Health and metrics at (http://[0-9.:]+)");
                Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(line(get(address, "/metrics")))
                        .as("is right after a restart, although no window closes")
                        .isEqualTo(openBefore));
            }
        }
    }

    /** Takes whatever it is told. */
    private static final class Listener implements AutoCloseable {
        private final HttpServer server;

        Listener() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Every metric of ours and of Kafka's is in the table, with its type, labels and meaning. */
    private static void assertDocumented(Exposition page) throws Exception {
        String text = Files.readString(PAGE, UTF_8);
        String begin = "<!-- the table is checked against a running process -->\n";
        String end = "<!-- end of the table -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (UPDATE) {
            Files.writeString(PAGE, text.substring(0, from) + page.table() + text.substring(to), UTF_8);
        } else {
            assertThat(text.substring(from, to)).isEqualTo(page.table());
        }
    }

    private static void assertJson(String err) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = err.lines().toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode event = json.readTree(line);
            assertThat(event.path("level").asText()).as(line).isNotEmpty();
            assertThat(event.path("formattedMessage").asText()).as(line).isNotEmpty();
        }
        assertThat(lines.get(0)).contains("Upsurge run", "configuration ", "topology ");
    }

    private static URI address(ChildProcess process, String pattern) {
        Pattern form = Pattern.compile(pattern);
        Awaitility.await().atMost(LONG).until(() -> form.matcher(plain(process)).find());
        Matcher found = form.matcher(plain(process));
        assertThat(found.find()).isTrue();
        return URI.create(found.group(1));
    }

    /** The log without JSON's escape of slashes. */
    private static String plain(ChildProcess process) {
        return process.err().replace("\\/", "/");
    }

    private static String line(String page) {
        return page.lines().filter(line -> line.startsWith(OPEN)).findFirst().orElse("none");
    }

    private String get(URI address, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private Path configuration(String bootstrap, String registry, String webhook) throws Exception {
        Path kubeconfig = Files.writeString(dir.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: none, user: {}}]
                contexts: [{name: none, context: {cluster: none, user: none}}]
                current-context: none
                """);
        return Files.writeString(dir.resolve("upsurge.yaml"), """
                kafka: {bootstrap.servers: "%s"}
                registry: {url: "%s"}
                topics: {prefix: ops., partitions: 4, replication-factor: 1}
                pipeline: {application-id: ops, state-dir: "%s", commit-interval: 100ms, idle-after: 0s}
                engine: {scrape-interval: 5s, grace: 40s}
                http: {listen: "127.0.0.1:0"}
                logging: {format: json}
                receiver: {enabled: true, listen: "127.0.0.1:0"}
                labels: {default-cluster: c2}
                watch: {enabled: true, kubeconfig: "%s"}
                scrape:
                  enabled: true
                  timeout: 1s
                  targets:
                    - url: http://127.0.0.1:1/metrics
                      node: n
                      namespace: kube-system
                      daemonset: aws-node
                      container: aws-node
                alerts:
                  sinks:
                    - {name: up, type: webhook, url: "%s", min-level: suspected}
                    - {name: down, type: webhook, url: "http://127.0.0.1:1/", min-level: suspected}
                inputs:
                  - topic: foreign
                    format: otlp-json
                signals:
                  - id: imds
                    workload: {namespace: kube-system, daemonset: aws-node, container: aws-node}
                    series: awscni_aws_api_latency_ms_count{api="GetMetadata"}
                    group-by: [api]
                """.formatted(
                        bootstrap, registry, dir.resolve("state"), kubeconfig, webhook));
    }
}
