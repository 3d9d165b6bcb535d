package io.upsurge.app.doctor.look;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.SourcesView.Readiness;
import io.upsurge.ingest.kubernetes.ClusterTrial;
import io.upsurge.ingest.scrape.PageTrial;
import io.upsurge.ingest.topics.TopicTrial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probe against real servers; only Kafka is played. */
class SourcesProbeTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-02T03:04:10Z"), ZoneOffset.UTC);
    private static final TopicPartition PARTITION = new TopicPartition("metrics", 0);
    private static final String SAMPLE = "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"value\":\"7\","
            + "\"name\":\"awscni_aws_api_latency_ms_count\",\"labels\":{"
            + "\"__name__\":\"awscni_aws_api_latency_ms_count\",\"cluster\":\"prod\",\"node\":\"a\","
            + "\"namespace\":\"kube-system\",\"container\":\"aws-node\",\"api\":\"GetMetadata\"}}";

    private HttpServer server;
    private int readiness = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/readyz", exchange -> {
            byte[] body = (readiness == 200 ? "ready" : "Kafka  cannot\nbe reached").getBytes(UTF_8);
            exchange.sendResponseHeaders(readiness, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/metrics", exchange -> {
            byte[] body = "awscni_aws_api_latency_ms_count{api=\"GetMetadata\"} 7\ngo_goroutines 3\n".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private UpsurgeConfig config() throws IOException {
        int port = server.getAddress().getPort();
        String own = """
                inputs:
                  - { topic: metrics, format: adapter-json }
                  - { topic: missing, format: otlp-proto }
                watch:
                  cluster: prod
                  kubeconfig: /no/such/kubeconfig
                scrape:
                  targets:
                    - { url: "http://127.0.0.1:%d/metrics", cluster: prod, node: a, namespace: kube-system,
                        daemonset: aws-node, container: aws-node }
                    - { url: "http://127.0.0.1:%d/nothing", cluster: prod, node: b, namespace: kube-system,
                        daemonset: aws-node, container: aws-node }
                receiver:
                  listen: 0.0.0.0:%d
                """.formatted(port, port, port);
        String shipped = Files.readString(Path.of("config/upsurge.yaml"));
        String signals = shipped.substring(shipped.indexOf("\nsignals:"));
        return new ConfigLoader(Map.of())
                .parse(
                        "test",
                        "kafka: { bootstrap.servers: \"127.0.0.1:1\" }\nregistry: { url: \"mock://probe\" }\n" + own
                                + signals,
                        List.of())
                .config();
    }

    private static MockConsumer<byte[], byte[]> kafka() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions("metrics", List.of(new PartitionInfo("metrics", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>("metrics", 0, 0, null, SAMPLE.getBytes(UTF_8)));
            consumer.addRecord(new ConsumerRecord<>("metrics", 0, 1, null, "rubbish".getBytes(UTF_8)));
        });
        return consumer;
    }

    private static SourcesView look(UpsurgeConfig config) {
        return new SourcesProbe(config, SourcesProbeTest::kafka, NOW).look();
    }

    @Test
    void shouldSeeWhatEveryInputWouldReadFrom() throws IOException {
        SourcesView seen = look(config());

        assertThat(seen.receiver().get()).isEqualTo(new Readiness(200, "ready"));
        List<Look<Optional<TopicTrial>>> topics = List.copyOf(seen.topics().values());
        TopicTrial trial = topics.get(0).get().orElseThrow();
        assertThat(trial.records()).isEqualTo(2);
        assertThat(trial.undecodable()).isEqualTo(1);
        assertThat(trial.wanted()).isEqualTo(1);
        assertThat(topics.get(1).get()).as("a topic that is not there").isEmpty();
        assertThat(seen.clusters().get("prod").map(ClusterTrial::outcome)).contains(ClusterTrial.Outcome.UNREACHABLE);
        List<Look<PageTrial.Seen>> pages = List.copyOf(seen.pages().values());
        assertThat(pages.get(0).get()).isEqualTo(new PageTrial.Seen(1, 1, 0, Optional.empty()));
        assertThat(pages.get(1)).isInstanceOfSatisfying(Look.Unseen.class, unseen -> assertThat(unseen.why())
                .contains("404"));
    }

    @Test
    void shouldTellAReceiverThatIsNotReadyFromOneThatIsNotThere() throws IOException {
        UpsurgeConfig config = config();
        readiness = 503;
        assertThat(look(config).receiver().get()).isEqualTo(new Readiness(503, "Kafka cannot be reached"));

        server.stop(0);
        assertThat(look(config).receiver()).isInstanceOfSatisfying(Look.Unseen.class, unseen -> assertThat(unseen.why())
                .isNotBlank());
    }
}
