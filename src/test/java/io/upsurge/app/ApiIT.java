package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.api.Contract;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.tail.TailStart;
import io.upsurge.app.tail.TopicTail;
import io.upsurge.model.VersionRate;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.stream.FleetQuestions;
import io.upsurge.stream.TopologyListener;
import io.upsurge.wire.ModelJson;
import io.upsurge.wire.WireSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the pipeline and their API, after the incident of the VPC CNI. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiIT {
    private static final int PARTITIONS = 4;
    private static final String TOKEN = "secret-of-all-instances";
    private static final String WORKLOAD =
            "cluster=production&namespace=kube-system&daemonset=aws-node&container=aws-node";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path stateDir;

    private static EmbeddedStack stack;
    private static Map<String, String> settings;
    private static Contracts contracts;
    private static final List<Instance> INSTANCES = new ArrayList<>();

    /** One process, but for its JVM. */
    private record Instance(Serving serving, Pipeline pipeline) {
        static Instance start(String name) throws Exception {
            Map<String, String> own = new HashMap<>(settings);
            own.put("pipeline.state-dir", stateDir.resolve(name).toString());
            UpsurgeConfig config = ConfigLoader.shipped(own);
            Serving serving = Serving.start("run", config, Optional.empty(), ApiIT::decoders);
            Pipeline pipeline = new Pipeline(
                    config,
                    PARTITIONS,
                    contracts.forTopology(),
                    TopologyListener.NONE,
                    new Pipeline.Asked(new FleetQuestions(PARTITIONS), serving.reachableAt()));
            serving.attach(Optional.of(pipeline));
            pipeline.start();
            return new Instance(serving, pipeline);
        }

        HttpResponse<String> get(String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            serving.server().address().orElseThrow().resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + TOKEN);
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return HTTP.send(request.build(), BodyHandlers.ofString());
            } catch (Exception e) {
                throw new AssertionError(path, e);
            }
        }

        void stop() {
            pipeline.close();
            serving.close();
        }
    }

    private static Decoders decoders(UpsurgeConfig config) {
        WireSerdes serdes = Contracts.of(config).serdes();
        return new Decoders(
                serdes.anomalies().deserializer(),
                serdes.versionRates().deserializer(),
                serdes.samples().deserializer(),
                serdes.rollouts().deserializer());
    }

    @BeforeAll
    static void tellTheIncident() throws Exception {
        stack = EmbeddedStack.start(Optional.empty());
        settings = Map.of(
                "kafka.bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "registry.url",
                stack.registry().url(),
                "topics.prefix",
                "api.",
                "topics.partitions",
                String.valueOf(PARTITIONS),
                "topics.replication-factor",
                "1",
                "pipeline.commit-interval",
                "100ms",
                "http.listen",
                "127.0.0.1:0",
                "http.bearer-token",
                TOKEN);
        UpsurgeConfig config = ConfigLoader.shipped(settings);
        contracts = Contracts.of(config);
        stack.provision(config, contracts);
        INSTANCES.add(Instance.start("one"));
        INSTANCES.add(Instance.start("two"));
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> INSTANCES.stream()
                .allMatch(instance -> instance.pipeline().isRunning()));
        try (ScenarioTopics topics = new ScenarioTopics(config, contracts)) {
            topics.load(new FleetSimulator(new ScenarioFiles().load("cni-1.16.3")).records(), count -> {});
        }
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> INSTANCES.stream()
                .allMatch(instance ->
                        instance.get("/api/v1/anomalies?state=past").body().contains("ROLLED_BACK")));
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(Instance::stop);
        stack.close();
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = JSON.readTree(answer.body());
        String path = answer.uri().getPath().replaceFirst("^/api/v1/anomalies/.*", "/api/v1/anomalies/{id}");
        assertThat(new Contract().broken(path, json)).as(path).isEmpty();
        return json;
    }

    @Test
    @Order(1)
    void shouldAnswerWithWhatTheTopicsHold() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            List<String> told = ratesInTheTopic();
            JsonNode answer = json(INSTANCES
                    .get(1)
                    .get("/api/v1/rates?" + WORKLOAD + "&signal=imds-latency&group=%7Bapi%3D%22GetMetadata%22%7D"));
            List<String> shown = new ArrayList<>();
            answer.get("rates").forEach(rate -> shown.add(rate.toString()));
            assertThat(new TreeSet<>(shown).equals(new TreeSet<>(told)))
                    .as("%d are shown, %d in the topic", shown.size(), told.size())
                    .isTrue();
            assertThat(shown).hasSizeGreaterThan(100);
        });
    }

    private static List<String> ratesInTheTopic() {
        UpsurgeConfig config = ConfigLoader.shipped(settings);
        List<String> told = new ArrayList<>();
        try (Decoders decoders = decoders(config);
                Consumer<byte[], byte[]> reader = KafkaClients.reader(config.kafka(), "test")) {
            new TopicTail(reader, Clock.systemUTC())
                    .read(config.topics().versionRates(), new TailStart.Beginning(), Long.MAX_VALUE, false, read -> {
                        VersionRate rate = decoders.versionRates().deserialize(read.topic(), read.value());
                        if (rate.key().signal().equals("imds-latency")) {
                            told.add(normal(ModelJson.line(rate)));
                        }
                        return true;
                    });
        }
        return told;
    }

    private static String normal(String line) {
        try {
            return JSON.readTree(line).toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Order(2)
    void shouldShowTheSameOnBothInstancesWithNodesBeforeAndAfter() throws Exception {
        JsonNode one = json(INSTANCES.get(0).get("/api/v1/run?" + WORKLOAD));
        assertThat(one.at("/workloads/0/nodes").size()).isEqualTo(60);
        assertThat(one.at("/found/0/title").textValue()).contains("GetMetadata");
        assertThat(json(INSTANCES.get(1).get("/api/v1/overview"))
                        .at("/workloads/0/nodes")
                        .intValue())
                .isEqualTo(60);
        String id = one.at("/found/0/id").textValue();
        JsonNode anomaly = json(INSTANCES.get(1).get("/api/v1/anomalies/" + id));
        assertThat(anomaly.get("text").textValue()).contains("What happened");
        assertThat(anomaly.get("changes").size()).isPositive();
    }

    @Test
    @Order(3)
    void shouldAnswerFromTheCacheAndCompressed() {
        Instance one = INSTANCES.get(0);
        HttpResponse<String> first = one.get("/api/v1/run?" + WORKLOAD);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(one.get("/api/v1/run?" + WORKLOAD, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(one.get("/api/v1/run?" + WORKLOAD, "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");
    }

    @Test
    @Order(4)
    void shouldRefuseWhatMakesNoSenseByName() {
        Instance one = INSTANCES.get(0);
        HttpResponse<String> unknown = one.get("/api/v1/run?" + WORKLOAD.replace("container", "contianer"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.body()).contains("contianer", "did you mean container?");
        assertThat(one.get("/api/v1/anomalies?limit=0").body()).contains("from 1 to 500");
        assertThat(one.get("/api/v1/anomalies?state=ajar").body()).contains("open, past, all");
        assertThat(one.get("/api/v1/anomalies/nope").statusCode()).isEqualTo(404);
        assertThat(one.get("/api/v1/run?" + WORKLOAD.replace("production", "elsewhere"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(5)
    void shouldTurnPagesWithoutLosingAnAnomaly() throws Exception {
        Instance one = INSTANCES.get(0);
        JsonNode all = json(one.get("/api/v1/anomalies?limit=500")).get("anomalies");
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(one.get("/api/v1/anomalies?limit=1" + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("anomalies")
                    .forEach(entry -> paged.add(entry.at("/anomaly/id").textValue()));
            next = page.get("next").isNull() ? "" : page.get("next").textValue();
        } while (!next.isEmpty());
        List<String> ids = new ArrayList<>();
        all.forEach(entry -> ids.add(entry.at("/anomaly/id").textValue()));
        assertThat(paged).isEqualTo(ids).isNotEmpty();
    }

    @Test
    @Order(6)
    void shouldTellWhoComesBackTooLateToReload() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(INSTANCES
                        .get(0)
                        .serving()
                        .server()
                        .address()
                        .orElseThrow()
                        .resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Last-Event-ID", "another-7")
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<java.util.stream.Stream<String>> answer = HTTP.send(request, BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (java.util.stream.Stream<String> lines = answer.body()) {
            assertThat(lines.anyMatch("event: reload"::equals)).isTrue();
        }
    }

    private static int verdict(StringWriter out, String... args) {
        List<String> all = new ArrayList<>(List.of(
                "verdict", "--cluster", "production", "--daemonset", "kube-system/aws-node", "--max-age", "99999d"));
        settings.forEach((key, value) -> all.add("--set=" + key + '=' + value));
        all.addAll(List.of(args));
        return Main.commandLine(List.of(new VerdictCommand(
                        (file, overrides) -> ConfigLoader.shipped(settings), ApiIT::decoders, Clock.systemUTC())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
    }

    @Test
    @Order(7)
    void shouldFailTheReleaseInAScriptAndOverHttp() throws Exception {
        StringWriter text = new StringWriter();
        assertThat(verdict(text, "--to", "v1.16.3")).as(text.toString()).isEqualTo(3);
        assertThat(text.toString()).startsWith("FAIL  aws-node v1.16.3: GetMetadata calls ");

        StringWriter json = new StringWriter();
        assertThat(verdict(json, "--to", "v9", "-o", "json")).isEqualTo(5);
        assertThat(JSON.readTree(json.toString()).get("verdict").textValue()).isEqualTo("insufficient");
        assertThat(json.toString()).contains("no roll-out to v9 is known");

        json(INSTANCES.get(1).get("/api/v1/rollouts"));
        JsonNode answer = json(
                INSTANCES.get(1).get("/api/v1/verdict?cluster=production&daemonset=kube-system/aws-node&to=v1.16.3"));
        assertThat(answer.get("verdict").textValue()).isEqualTo("fail");
        assertThat(answer.get("value").intValue()).isZero();
    }

    @Test
    @Order(8)
    void shouldAskTheInstanceThatHasTheStateAndTakeItOverWhenThatOneIsGone() throws Exception {
        String path = "/api/v1/nodes?" + WORKLOAD;
        TreeSet<Integer> local = new TreeSet<>();
        for (Instance instance : INSTANCES) {
            local.add(instance.get(path, "X-Upsurge-Forwarded", "1").statusCode());
        }
        assertThat(local)
                .as("one has the state, the other does not send on what was sent on")
                .containsExactly(200, 503);
        JsonNode one = json(INSTANCES.get(0).get(path));
        assertThat(one.get("nodes").size()).isEqualTo(60);
        assertThat(json(INSTANCES.get(1).get(path))).isEqualTo(one);

        int owner = INSTANCES.get(0).get(path, "X-Upsurge-Forwarded", "1").statusCode() == 200 ? 0 : 1;
        Instance gone = INSTANCES.remove(owner);
        Instance left = INSTANCES.get(0);
        gone.stop();
        HttpResponse<String> meanwhile = left.get(path);
        assertThat(meanwhile.statusCode()).isIn(200, 503);
        if (meanwhile.statusCode() == 503) {
            assertThat(meanwhile.headers().firstValue("Retry-After")).isPresent();
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(json(left.get(path)))
                .isEqualTo(one));
    }
}
