package io.upsurge.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The Prometheus of the distribution, with a configuration of its own. */
final class PrometheusProcess implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus");

    private final Process process;
    private final int port;

    private PrometheusProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PrometheusProcess start(Path dir, String config, int port) throws IOException {
        assertThat(BINARY)
                .as("this test needs a real Prometheus: apt-get install prometheus")
                .isExecutable();
        Path file = Files.writeString(dir.resolve("prometheus.yml"), config);
        Process process = new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + dir.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusProcess(process, port);
    }

    /** The sum of a metric of its own over all its series. */
    double own(String metric) throws IOException, InterruptedException {
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return Pattern.compile('^' + metric + "(\\{.*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(2)))
                .sum();
    }

    /** Asks it to end, and waits until it has sent what it has. */
    void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
