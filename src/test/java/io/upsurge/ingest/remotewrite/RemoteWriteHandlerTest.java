package io.upsurge.ingest.remotewrite;

import static io.upsurge.format.remotewrite.WriteRequests.counter;
import static io.upsurge.format.remotewrite.WriteRequests.snappy;
import static io.upsurge.format.remotewrite.WriteRequests.v1;
import static io.upsurge.format.remotewrite.WriteRequests.v2;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.format.remotewrite.WriteDecoder;
import io.upsurge.format.remotewrite.WriteLimits;
import io.upsurge.format.remotewrite.WriteRequests.Sample;
import io.upsurge.format.remotewrite.WriteRequests.Series;
import io.upsurge.ingest.FakeOutlet;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.IngestMetrics;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.place.LabelPlaces;
import io.upsurge.serve.Credentials;
import io.upsurge.serve.Route;
import io.upsurge.serve.ServerSettings;
import io.upsurge.serve.WebServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteWriteHandlerTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final String V1 = "application/x-protobuf";
    private static final String V2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
    private static final int MAX_BODY = 20_000;
    private static final int MAX_PLAIN = 40_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeOutlet outlet = new FakeOutlet();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Heartbeats heartbeats;
    private WebServer web;

    @BeforeEach
    void start() throws IOException {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        heartbeats = new Heartbeats(outlet, () -> NOW, 300_000, 10, registry);
        LabelPlaces places = new LabelPlaces(config.signals(), config.labels());
        RemoteWriteHandler handler = new RemoteWriteHandler(
                new ReceiverLimits(MAX_BODY, MAX_PLAIN, 2, 0, Duration.ofSeconds(7), Duration.ofSeconds(20)),
                new WriteDecoder(places::wants, WriteLimits.DEFAULT),
                places,
                outlet,
                heartbeats,
                new IngestMetrics(registry, "remote-write"),
                () -> NOW,
                300_000);
        web = WebServer.start(
                ServerSettings.at("127.0.0.1", 0),
                List.of(Route.of("POST", RemoteWriteHandler.PATH, handler)),
                Credentials.none());
    }

    @AfterEach
    void stop() {
        web.close();
        heartbeats.close();
    }

    @Test
    void shouldAnswer204OnceEverythingIsAcknowledged() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        outlet.answer(() -> acknowledged);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request(V1, "snappy", snappy(v1(series("n1", Sample.of(NOW, 10)))), false), BodyHandlers.ofString());
        Awaitility.await().until(() -> outlet.samples().size() == 1);
        assertThat(answer).isNotDone();
        assertThat(gauge("upsurge.ingest.in.flight")).isEqualTo(1);

        acknowledged.complete(null);
        assertThat(answer.get().statusCode()).isEqualTo(204);
        assertThat(answer.get().body()).isEmpty();
        assertThat(gauge("upsurge.ingest.in.flight")).isZero();
        assertThat(readings("kept")).isEqualTo(1);
    }

    @Test
    void shouldTellWhatWasWrittenInProtocolTwo() throws Exception {
        Series mixed = new Series(series("n1").labels(), List.of(Sample.of(NOW, 10), Sample.of(NOW + 1, 11)), 2, 1, 0);
        HttpResponse<String> answer = post(V2, snappy(v2(mixed)));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(written(answer)).isEqualTo("2 2 1");
    }

    @Test
    void shouldCountMetricsThatNobodyWatchesAsWritten() throws Exception {
        Series unknown = Series.of(Map.of("__name__", "up", "job", "x"), Sample.of(NOW, 1));
        HttpResponse<String> answer = post(V2, snappy(v2(unknown, series("n1", Sample.of(NOW, 10)))));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(written(answer)).isEqualTo("2 0 0");
        assertThat(scrapes()).hasSize(1);
        assertThat(readings("filtered")).isEqualTo(1);
    }

    @Test
    void shouldTakeBothShapesOfASeriesAcrossAnUpgradeAsOneSeries() throws Exception {
        Map<String, String> before = new HashMap<>(counter("n1", "GetMetadata"));
        Map<String, String> after = new HashMap<>(before);
        after.put("pod", "aws-node-other");
        after.put("instance", "10.0.0.9:61678");
        post(V1, snappy(v1(Series.of(before, Sample.of(NOW - 30_000, 100), Sample.stale(NOW - 1)))));
        post(V1, snappy(v1(Series.of(after, Sample.of(NOW, 3)))));

        assertThat(scrapes().stream()
                        .flatMap(scrape -> scrape.points().stream())
                        .map(Scrape.Point::series)
                        .distinct())
                .hasSize(1);
        assertThat(scrapes()).extracting(Scrape::node).containsOnly("n1");
        assertThat(scrapes().get(1).points().get(0).stale()).isTrue();
    }

    @Test
    void shouldTakeTheSameFromBothReplicasOfAPair() throws Exception {
        for (String replica : List.of("a", "b", "a")) {
            Map<String, String> labels = new HashMap<>(counter("n1", "GetMetadata"));
            labels.put("prometheus_replica", replica);
            HttpResponse<String> answer = post(V2, snappy(v2(Series.of(labels, Sample.of(NOW, 10)))));
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(written(answer)).isEqualTo("1 0 0");
        }

        assertThat(scrapes().stream().distinct()).hasSize(1);
    }

    @Test
    void shouldRefuseWhatIsBadByNameAndWriteTheRest() throws Exception {
        Series nameless = Series.ofPairs(List.of("job", "nameless"), Sample.of(NOW, 1));
        Series future = series("n2", Sample.of(NOW + 400_000, 1));
        Series past = series("n3", Sample.of(5, 1));
        HttpResponse<String> answer =
                post(V2, snappy(v2(nameless, future, past, series("n1", Sample.of(NOW, 10), Sample.of(NOW + 1, 11)))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.body())
                .startsWith("3 of 5 samples were refused, the others are written:\n")
                .contains("series {job=\"nameless\"}: it has no __name__\n")
                .contains("node=\"n2\"", ": dated 400 s ahead of the clock here\n")
                .contains("node=\"n3\"", ": dated 5 ms since 1970, before 2000\n");
        assertThat(written(answer)).isEqualTo("2 0 0");
        assertThat(scrapes()).extracting(Scrape::node).containsExactly("n1", "n1");
        assertThat(readings("rejected")).isEqualTo(3);
    }

    @Test
    void shouldMoveNobodysClockByAReadingFromTheFuture() throws Exception {
        post(V1, snappy(v1(series("n2", Sample.of(NOW + 400_000, 1)), series("n1", Sample.of(NOW, 10)))));
        heartbeats.beat().get();

        assertThat(outlet.samples()).contains(new Heartbeat("prod", NOW, false));
        assertThat(outlet.samples()).allMatch(record -> record.timeMs() <= NOW);
    }

    @Test
    void shouldRefuseWhatIsNoSnappyOrNoProtobuf() throws Exception {
        HttpResponse<String> plain = post(V1, v1(series("n1", Sample.of(NOW, 10))));
        assertThat(plain.statusCode()).isEqualTo(400);
        assertThat(plain.body()).contains("snappy block");

        HttpResponse<String> text = post(V1, snappy("hello, world".getBytes(StandardCharsets.UTF_8)));
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).startsWith("not a prometheus.WriteRequest: broken protobuf near byte");
        assertThat(gauge("upsurge.ingest.in.flight")).isZero();
    }

    @Test
    void shouldRefuseContentItDoesNotKnow() throws Exception {
        byte[] body = snappy(v1());
        for (String type : List.of("application/json", V1 + ";proto=io.prometheus.write.v3.Request", "text/plain")) {
            assertThat(post(type, body).statusCode()).as(type).isEqualTo(415);
        }
        assertThat(send(request(V1, "gzip", body, false)).statusCode()).isEqualTo(415);
        for (String type : List.of("Application/X-Protobuf", V1 + "; proto=prometheus.WriteRequest", V2)) {
            assertThat(post(type, body).statusCode()).as(type).isEqualTo(204);
        }
    }

    @Test
    void shouldTakeARequestWithoutHeadersForProtocolOne() throws Exception {
        HttpRequest bare = HttpRequest.newBuilder(uri())
                .POST(BodyPublishers.ofByteArray(snappy(v1(series("n1", Sample.of(NOW, 10))))))
                .build();

        assertThat(send(bare).statusCode()).isEqualTo(204);
        assertThat(scrapes()).hasSize(1);
    }

    @Test
    void shouldRefuseABodyThatIsTooLongByItsLengthOrOnTheWay() throws Exception {
        byte[] tooLong = new byte[MAX_BODY + 1];
        HttpResponse<String> declared = post(V1, tooLong);
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("its 20001 bytes are more than 20000 bytes");

        assertThat(send(request(V1, "snappy", tooLong, true)).statusCode()).isEqualTo(413);
        assertThat(gauge("upsurge.ingest.in.flight")).isZero();
    }

    @Test
    void shouldRefuseABombByWhatItDeclares() throws Exception {
        HttpResponse<String> bomb = post(V1, HexFormat.of().parseHex("ffffffff0f0001"));
        assertThat(bomb.statusCode()).isEqualTo(413);
        assertThat(bomb.body()).contains("the 4294967295 plain bytes it declares are more than 40000 bytes");

        assertThat(post(V1, snappy(new byte[MAX_PLAIN + 1])).statusCode()).isEqualTo(413);
    }

    @Test
    void shouldTellTheSenderToComeAgainWhenKafkaIsSlowAndTakeItThen() throws Exception {
        byte[] body = snappy(v1(series("n1", Sample.of(NOW, 10))));
        outlet.fail(new OutletBusyException("Kafka is slow", Duration.ofSeconds(9), null));
        HttpResponse<String> busy = post(V1, body);
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("9");
        assertThat(readings("kept")).isZero();

        outlet.succeed();
        assertThat(post(V1, body).statusCode()).isEqualTo(204);
        assertThat(scrapes()).hasSize(1);
    }

    @Test
    void shouldTurnAwayWhatIsTooMuchAtATime() throws Exception {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        outlet.answer(() -> acknowledged);
        byte[] body = snappy(v1(series("n1", Sample.of(NOW, 10))));
        List<CompletableFuture<HttpResponse<String>>> first = List.of(
                client.sendAsync(request(V1, "snappy", body, false), BodyHandlers.ofString()),
                client.sendAsync(request(V1, "snappy", body, false), BodyHandlers.ofString()));
        Awaitility.await().until(() -> outlet.samples().size() == 2);

        HttpResponse<String> third = post(V1, body);
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("7");

        acknowledged.complete(null);
        for (CompletableFuture<HttpResponse<String>> answer : first) {
            assertThat(answer.get().statusCode()).isEqualTo(204);
        }
        assertThat(post(V1, body).statusCode()).isEqualTo(204);
    }

    @Test
    void shouldTellARecordThatCanNeverBeWrittenFromAFailureOfOurs() throws Exception {
        byte[] body = snappy(v1(series("n1", Sample.of(NOW, 10))));
        outlet.fail(new UnwritableException("too large", null));
        assertThat(post(V1, body).statusCode()).isEqualTo(400);

        outlet.fail(new IllegalStateException("no right to write"));
        HttpResponse<String> failed = post(V1, body);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("no right");
    }

    @Test
    void shouldForgetARequestThatBreaksOff() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/v1/write HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().until(() -> gauge("upsurge.ingest.in.flight") == 1);
        }
        Awaitility.await().until(() -> gauge("upsurge.ingest.in.flight") == 0);
    }

    @Test
    void shouldAnswerWrongMethods() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri()).GET().build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    private static Series series(String node, Sample... samples) {
        return Series.of(counter(node, "GetMetadata"), samples);
    }

    private List<Scrape> scrapes() {
        return outlet.samples().stream()
                .filter((SampleRecord record) -> record instanceof Scrape)
                .map(Scrape.class::cast)
                .toList();
    }

    private double readings(String outcome) {
        return registry.get("upsurge.ingest.readings")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private static String written(HttpResponse<String> answer) {
        return String.join(
                " ",
                List.of("Samples", "Histograms", "Exemplars").stream()
                        .map(what -> answer.headers()
                                .firstValue("X-Prometheus-Remote-Write-" + what + "-Written")
                                .orElse("-"))
                        .toList());
    }

    private URI uri() {
        return URI.create(web.address() + RemoteWriteHandler.PATH);
    }

    private HttpRequest request(String type, String encoding, byte[] body, boolean chunked) {
        BodyPublisher publisher = chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : BodyPublishers.ofByteArray(body);
        return HttpRequest.newBuilder(uri())
                .header("Content-Type", type)
                .header("Content-Encoding", encoding)
                .POST(publisher)
                .build();
    }

    private HttpResponse<String> post(String type, byte[] body) throws Exception {
        return send(request(type, "snappy", body, false));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }
}
