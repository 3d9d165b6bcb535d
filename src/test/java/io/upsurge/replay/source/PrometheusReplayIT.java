package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.place.LabelPlaces;
import io.upsurge.replay.Item;
import io.upsurge.replay.Kept;
import io.upsurge.replay.MergedSources;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.simulate.ScenarioFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident in the database of a real Prometheus gives the same anomalies as our own records of it. */
class PrometheusReplayIT {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());

    @TempDir
    Path folder;

    @BeforeAll
    static void needsPrometheus() {
        Assumptions.assumeTrue(Files.isExecutable(PROMETHEUS) && Files.isExecutable(PROMTOOL), "no Prometheus here");
    }

    @Test
    void shouldSayTheSameOfThePastOfAPrometheus() throws Exception {
        ForeignHistory history = new ForeignHistory(new ScenarioFiles().load("cni-1.16.3"));
        history.records(folder);
        Path data = folder.resolve("data");
        run(
                PROMTOOL,
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                history.openMetrics(folder.resolve("past.om")),
                data);
        // The server takes no samples from before its own time, but it answers with those of blocks.
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        int port = freePort();
        Process server = new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + data,
                        "--storage.tsdb.retention.time=100y",
                        "--query.max-samples=100000",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            URI url = URI.create("http://127.0.0.1:" + port);
            Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> isReady(url));
            long[] span = history.span();
            PrometheusHistory past = new PrometheusHistory(
                    new PrometheusApi(url, Optional.empty(), Duration.ofSeconds(1)),
                    new LabelPlaces(CONFIG.signals(), CONFIG.labels()).metrics(),
                    "",
                    new ReplayRange(span[0], span[1] + 1));
            Kept kept =
                    replay(new PlacedReadings(List.of(past), () -> new LabelPlaces(CONFIG.signals(), CONFIG.labels())));
            Kept ours = replay(new JsonLines(folder.resolve("samples.jsonl")));
            assertThat(kept.totals.scrapes()).isEqualTo(ours.totals.scrapes());
            assertThat(kept.anomalies).isNotEmpty().isEqualTo(ours.anomalies);
        } finally {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private Kept replay(Source samples) throws IOException {
        Kept kept = new Kept();
        Source all = new MergedSources(List.of(samples, new JsonLines(folder.resolve("rollouts.jsonl"))));
        Detector detector = Detector.of(CONFIG.signals(), CONFIG.engine(), CONFIG.rule());
        try (Workshop workshop = new Workshop(2, 1 << 28, folder);
                Cursor<Item> items = all.open(workshop)) {
            new Replay(detector, ReplayRange.ALL, kept, count -> {}).run(items, workshop);
        }
        return kept;
    }

    private void run(Object... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("command.log").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> String.join(" ", words)).isZero();
    }

    private static boolean isReady(URI url) throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
        return HttpClient.newHttpClient().send(ready, BodyHandlers.discarding()).statusCode() == 200;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
