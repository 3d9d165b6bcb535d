package io.upsurge.app;

import static io.upsurge.format.remotewrite.WriteRequests.counter;
import static io.upsurge.format.remotewrite.WriteRequests.snappy;
import static io.upsurge.format.remotewrite.WriteRequests.v1;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.alert.AlertmanagerProcess;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.detect.Fleet;
import io.upsurge.format.remotewrite.WriteRequests.Sample;
import io.upsurge.format.remotewrite.WriteRequests.Series;
import io.upsurge.ingest.kubernetes.FakeApiServer;
import io.upsurge.ingest.kubernetes.FakeFleet;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.wire.InMemoryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process begun before anything that it needs is there, and at work while Kafka goes and comes back. */
class StartsIT {
    private static final int PARTITIONS = 2;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path dir;

    private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
    private final Map<String, URI> addresses = new LinkedHashMap<>();

    @Test
    void shouldWaitForEverythingInAnyOrderAndThenWork() throws Exception {
        int apiPort = freePort();
        int alertmanagerPort = freePort();
        String bootstrap = "127.0.0.1:" + freePort();
        int registryPort = freePort();
        int writePort = freePort();
        Map<String, String> settings =
                Backlog.settings("order", PARTITIONS, bootstrap, "http://127.0.0.1:" + registryPort, dir);
        settings.put("receiver.listen", "127.0.0.1:" + writePort);
        settings.put("watch.cluster", "prod");
        settings.put("watch.kubeconfig", kubeconfig(apiPort).toString());
        Path alerts = Files.writeString(
                dir.resolve("alerts.yaml"),
                "alerts: {sinks: [{name: am, type: alertmanager, url: [\"http://127.0.0.1:%d\"], resend: 2s}]}\n"
                                .formatted(alertmanagerPort)
                        + Files.readString(Path.of("config/upsurge.yaml")));
        UpsurgeConfig config = ConfigLoader.shipped(settings);
        Contracts contracts = Contracts.of(config);
        try {
            begin("run", settings, List.of("-c", alerts.toString()));
            begin("watch", settings, List.of());
            begin("ingest", settings, List.of());
            begin("serve", settings, List.of());
            everyProcess(name -> assertReady(name, 503, "at " + bootstrap, bootstrap + " does not answer", "h topic"));

            try (DevRegistry registry = DevRegistry.start(registryPort, new InMemoryRegistry());
                    EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), port(bootstrap))) {
                assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
                assertThat(registry.registry()).isNotNull();
                everyProcess(name -> assertReady(name, 503, "topic order."));
                Backlog backlog = new Backlog(config, contracts);
                backlog.preload(List.of());
                everyProcess(name -> assertReady(name, 200, "ok"));

                backlog.send(Fleet.rollout("c1", 8, 60, 25, 2.6));
                patient().untilAsserted(() -> assertThat(get("serve", "/api/v1/anomalies"))
                        .contains("\"aws-node\"", "GetMetadata"));
                assertThat(write(writePort, "n1", 1).statusCode()).isEqualTo(204);
                processes.get("run").awaitErr("does not work, tried again");
                try (AlertmanagerProcess alertmanager = AlertmanagerProcess.start(
                        dir.resolve("am"),
                        "route: {receiver: none}\nreceivers: [{name: none}]\n",
                        alertmanagerPort,
                        freePort(),
                        List.of())) {
                    patient().untilAsserted(() -> assertThat(alertmanager.alerts())
                            .isNotEmpty());
                }
                processes.get("watch").awaitErr("Cluster prod: cannot read");
                try (FakeApiServer api = new FakeApiServer(apiPort)) {
                    FakeFleet fleet = new FakeFleet(api);
                    fleet.start("n1", "a1", "A", "aaa", Instant.parse("2026-01-01T00:00:00Z"));
                    fleet.start("n2", "a2", "A", "aaa", Instant.parse("2026-01-01T00:00:00Z"));
                    patient().untilAsserted(() -> assertThat(factsOf("prod", config, contracts))
                            .containsExactlyInAnyOrder("n1", "n2"));
                }
                everyProcess(name -> {
                    assertThat(get(name, "/livez")).isEqualTo("ok\n");
                    assertThat(processes.get(name).err()).doesNotContain(" ERROR ", "\tat ");
                    assertThat(processes.get(name).err().lines().filter(line -> line.contains(" WARN ")))
                            .as("no flood of " + name)
                            .hasSizeLessThan(25);
                });
            }
        } finally {
            processes.values().forEach(ChildProcess::close);
        }
    }

    @Test
    void shouldAskSendersToComeAgainWhileKafkaIsAwayAndLoseNothing() throws Exception {
        String bootstrap = "127.0.0.1:" + freePort();
        int writePort = freePort();
        try (DevRegistry registry = DevRegistry.start(0)) {
            Map<String, String> settings = Backlog.settings("away", PARTITIONS, bootstrap, registry.url(), dir);
            settings.put("receiver.enabled", "true");
            settings.put("receiver.listen", "127.0.0.1:" + writePort);
            // The answer comes sooner than the half minute of a patient sender.
            settings.put("kafka.delivery.timeout.ms", "3000");
            settings.put("kafka.request.timeout.ms", "2000");
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Contracts contracts = Contracts.of(config);
            List<Integer> sent = new ArrayList<>();
            try {
                try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), port(bootstrap))) {
                    assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
                    new Backlog(config, contracts).preload(List.of());
                    begin("ingest", settings, List.of());
                    assertReady("ingest", 200, "ok");
                    processes.get("ingest").awaitErr("ReadinessLog - Ready");
                    sendUntilTaken(writePort, 1, sent);
                }
                patient().untilAsserted(() -> {
                    HttpResponse<String> refused = write(writePort, "n1", 2);
                    assertThat(refused.statusCode()).isEqualTo(503);
                    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                });
                assertReady("ingest", 503, bootstrap + " does not answer");
                processes.get("ingest").awaitErr("Not ready: ");
                assertThat(get("ingest", "/livez")).isEqualTo("ok\n");
                try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), port(bootstrap))) {
                    assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
                    sendUntilTaken(writePort, 2, sent);
                    sendUntilTaken(writePort, 3, sent);
                    assertReady("ingest", 200, "ok");
                    processes.get("ingest").awaitErr("Ready again, after ");
                    assertThat(values(config, contracts)).containsAll(sent).doesNotContain(0);
                    assertThat(processes.get("ingest").err()).doesNotContain(" ERROR ", "\tat ");
                    processes.get("ingest").terminate();
                }
            } finally {
                processes.values().forEach(ChildProcess::close);
            }
        }
    }

    private interface Claim {
        void check(String process) throws Exception;
    }

    private void everyProcess(Claim claim) throws Exception {
        for (String name : processes.keySet()) {
            claim.check(name);
        }
    }

    private void begin(String command, Map<String, String> settings, List<String> more) throws IOException {
        Map<String, String> own = new HashMap<>(settings);
        URI address = URI.create("http://127.0.0.1:" + freePort());
        own.put("http.listen", address.getAuthority());
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(more);
        own.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        processes.put(command, ChildProcess.start(args));
        addresses.put(command, address);
    }

    /** Waits until it says so; one of the texts. It is alive all the time. */
    private void assertReady(String process, int status, String... oneOf) {
        patient().untilAsserted(() -> {
            HttpResponse<String> answer = ask(addresses.get(process).resolve("/readyz"));
            assertThat(answer.statusCode()).as(process + ": " + answer.body()).isEqualTo(status);
            assertThat(List.of(oneOf)).as(process + ": " + answer.body()).anyMatch(answer.body()::contains);
            assertThat(get(process, "/livez")).isEqualTo("ok\n");
        });
    }

    private String get(String process, String path) throws Exception {
        return ask(addresses.get(process).resolve(path)).body();
    }

    private static HttpResponse<String> ask(URI uri) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private static void sendUntilTaken(int port, int value, List<Integer> sent) {
        patient().untilAsserted(() -> assertThat(write(port, "n1", value).statusCode())
                .isEqualTo(204));
        sent.add(value);
    }

    /** Sends a sample as a Prometheus does. */
    private static HttpResponse<String> write(int port, String node, int value) throws Exception {
        byte[] body = snappy(v1(Series.of(counter(node, "GetMetadata"), Sample.of(System.currentTimeMillis(), value))));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/write"))
                        .header("Content-Type", "application/x-protobuf")
                        .header("Content-Encoding", "snappy")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> factsOf(String cluster, UpsurgeConfig config, Contracts contracts) {
        return read(config, config.topics().rollouts()).stream()
                .map(value -> contracts.serdes().rollouts().deserializer().deserialize("", value))
                .filter(fact -> fact.workload().cluster().equals(cluster))
                .map(RolloutFact::node)
                .toList();
    }

    private static List<Integer> values(UpsurgeConfig config, Contracts contracts) {
        List<Integer> values = new ArrayList<>();
        for (byte[] value : read(config, config.topics().samples())) {
            SampleRecord sample = contracts.serdes().samples().deserializer().deserialize("", value);
            if (sample instanceof Scrape scrape) {
                scrape.points().forEach(point -> values.add((int) point.value()));
            }
        }
        return values;
    }

    private static List<byte[]> read(UpsurgeConfig config, String topic) {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config.kafka().get("bootstrap.servers")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private Path kubeconfig(int port) throws IOException {
        return Files.writeString(dir.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: test}}]
                clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: test, user: {token: "first"}}]
                """.formatted(port));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static ConditionFactory patient() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).ignoreExceptions();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
