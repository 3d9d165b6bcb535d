package io.upsurge.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Alertmanager of the distribution, with a configuration of its own. */
public final class AlertmanagerProcess implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");

    private final Process process;
    private final int port;

    private AlertmanagerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param peers addresses at which others gossip
     */
    public static AlertmanagerProcess start(Path dir, String config, int port, int gossip, List<String> peers)
            throws IOException {
        assertThat(BINARY)
                .as("this test needs a real Alertmanager: apt-get install prometheus-alertmanager")
                .isExecutable();
        Path file = Files.writeString(Files.createDirectories(dir).resolve("alertmanager.yml"), config);
        List<String> command = new ArrayList<>(List.of(
                BINARY.toString(),
                "--config.file=" + file,
                "--storage.path=" + dir.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=127.0.0.1:" + gossip,
                "--cluster.advertise-address=127.0.0.1:" + gossip,
                "--cluster.peer-timeout=1s",
                "--cluster.settle-timeout=1s"));
        peers.forEach(peer -> command.add("--cluster.peer=" + peer));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        dir.resolve("alertmanager.log").toFile()))
                .start();
        return new AlertmanagerProcess(process, port);
    }

    /** Its alerts that fire. */
    public JsonNode alerts() throws IOException, InterruptedException {
        String page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(page);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
