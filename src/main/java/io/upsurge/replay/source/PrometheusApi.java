package io.upsurge.replay.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks a Prometheus, patiently: what is busy or away is asked again, after longer and longer pauses. */
public final class PrometheusApi {
    private static final int ATTEMPTS = 6;
    private static final int MESSAGE_BYTES = 2_000;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NORMAL)
            .build();
    private final URI url;
    private final Optional<String> authorization;
    private final Duration firstPause;

    /**
     * A server.
     *
     * @param url where it is, without {@code /api/v1}
     * @param authorization value of the header {@code Authorization}; empty for none
     * @param firstPause how long to wait before asking again for the first time; doubled each time
     */
    public PrometheusApi(URI url, Optional<String> authorization, Duration firstPause) {
        this.url = url;
        this.authorization = authorization;
        this.firstPause = firstPause;
    }

    /** The server will not give so much at once, or not in time. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1;

        TooMuchException(String message) {
            super(message);
        }
    }

    /** Where it is, without user and password. */
    String name() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + url.getPath();
    }

    /**
     * Asks.
     *
     * @param query an instant query
     * @param atMs its instant, milliseconds since 1970-01-01T00:00Z
     * @return the answer; to be closed
     * @throws TooMuchException if less has to be asked for
     * @throws IOException if there is no answer, or the server refuses the query
     */
    InputStream query(String query, long atMs) throws IOException {
        String time = String.format(Locale.ROOT, "%d.%03d", atMs / 1_000, atMs % 1_000);
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + time;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + "/api/v1/query"))
                .timeout(ANSWER)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        authorization.ifPresent(value -> request.header("Authorization", value));
        Duration pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            String failure;
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                failure = "status " + answer.statusCode() + ", " + message(answer);
                check(answer.statusCode(), failure);
                asked = retryAfter(answer);
            } catch (HttpTimeoutException e) {
                throw new TooMuchException("no answer within " + ANSWER);
            } catch (TooMuchException | RefusedException e) {
                throw e;
            } catch (IOException e) {
                failure = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(name() + " does not answer, asked " + ATTEMPTS + " times: " + failure);
            }
            rest(asked.compareTo(pause) > 0 ? asked : pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private String base() {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private void check(int status, String failure) throws IOException {
        String text = failure.toLowerCase(Locale.ROOT);
        if (text.contains("too many samples") || text.contains("timed out") || text.contains("exceeds the limit")) {
            throw new TooMuchException(failure);
        }
        if (status != 429 && status < 500) {
            throw new RefusedException(name() + " refuses the query: " + failure);
        }
    }

    private static String message(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            return new String(body.readNBytes(MESSAGE_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .filter(value -> value.compareTo(LONGEST_PAUSE) < 0)
                .orElse(Duration.ZERO);
    }

    private static void rest(Duration pause) throws IOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
