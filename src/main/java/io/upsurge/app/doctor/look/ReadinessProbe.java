package io.upsurge.app.doctor.look;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.doctor.look.SourcesView.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks whoever listens where the receiver should whether it is ready. */
final class ReadinessProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_TEXT_BYTES = 200;

    private ReadinessProbe() {}

    /**
     * Asks.
     *
     * @throws IOException if nobody listens or answers; the message says why
     * @throws InterruptedException if the waiting thread is interrupted
     */
    static Readiness ask(UpsurgeConfig.Receiver receiver) throws IOException, InterruptedException {
        String address = address(receiver);
        Optional<String> obstacle = Wire.obstacle(address);
        if (obstacle.isPresent()) {
            throw new IOException(obstacle.get());
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/readyz"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            String text = new String(body.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            return new Readiness(answer.statusCode(), text.strip().replaceAll("\\s+", " "));
        }
    }

    /** Where one that listens at all addresses is reached from here: by the loopback. */
    private static String address(UpsurgeConfig.Receiver receiver) {
        String host = receiver.host();
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1:" + receiver.port();
            case "::" -> "[::1]:" + receiver.port();
            default -> receiver.listen();
        };
    }
}
