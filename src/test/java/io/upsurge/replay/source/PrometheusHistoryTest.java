package io.upsurge.replay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.upsurge.format.Notes;
import io.upsurge.replay.ReplayRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusHistoryTest {
    private static final long BEGIN_MS = 1_700_000_000_000L;
    private static final long HOUR_MS = 3_600_000;
    private static final String NOTHING = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
    private static final String ONE = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + "{\"metric\":{\"__name__\":\"m\"},\"values\":[[1700000000.5,\"1\"]]}]}}";

    private final List<String> asked = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private HttpServer server;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/prom/api/v1/query", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8));
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = answers.isEmpty() ? new Answer(200, NOTHING) : answers.poll();
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private List<Long> read(long lengthMs) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prom/");
        PrometheusApi api = new PrometheusApi(url, Optional.of("Bearer secret"), Duration.ofMillis(1));
        List<Long> times = new ArrayList<>();
        new PrometheusHistory(api, Set.of("m"), "cluster=\"c\"", new ReplayRange(BEGIN_MS, BEGIN_MS + lengthMs))
                .read((series, timeMs, value, stale, startMs) -> times.add(timeMs), new Notes(), cut -> {});
        return times;
    }

    @Test
    void shouldAskHourByHour() throws IOException {
        answers.add(new Answer(200, ONE));
        assertThat(read(2 * HOUR_MS + 1_000)).containsExactly(BEGIN_MS + 500);
        assertThat(asked)
                .containsExactly(
                        "query={__name__=\"m\",cluster=\"c\"}[3600000ms]&time=1700003599.999",
                        "query={__name__=\"m\",cluster=\"c\"}[3600000ms]&time=1700007199.999",
                        "query={__name__=\"m\",cluster=\"c\"}[1000ms]&time=1700007200.999");
        assertThat(authorizations).containsOnly("Bearer secret");
    }

    @Test
    void shouldAskForLessWhereItIsTooMuch() throws IOException {
        answers.add(new Answer(
                422, "{\"status\":\"error\",\"error\":\"query processing would load too many samples into memory\"}"));
        answers.add(new Answer(503, "{\"status\":\"error\",\"error\":\"query timed out in query execution\"}"));
        answers.add(new Answer(200, ONE));
        assertThat(read(HOUR_MS)).hasSize(1);
        assertThat(asked)
                .extracting(each -> each.replaceAll(".*\\[|].*", ""))
                .containsExactly("3600000ms", "1800000ms", "900000ms", "900000ms", "1800000ms");
    }

    @Test
    void shouldAskAgainWhereItIsBusy() throws IOException {
        answers.add(new Answer(429, "slow down"));
        answers.add(new Answer(502, "bad gateway"));
        answers.add(new Answer(200, ONE));
        assertThat(read(HOUR_MS)).hasSize(1);
    }

    @Test
    void shouldGiveUpWhereItStaysAway() {
        for (int i = 0; i < 10; i++) {
            answers.add(new Answer(500, "broken"));
        }
        assertThatIOException().isThrownBy(() -> read(HOUR_MS)).withMessageContaining("does not answer");
    }

    @Test
    void shouldSayWhatTheServerRefuses() {
        answers.add(new Answer(400, "{\"status\":\"error\",\"error\":\"parse error\"}"));
        assertThatIOException()
                .isThrownBy(() -> read(HOUR_MS))
                .withMessageContaining("refuses the query")
                .withMessageContaining("parse error");
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldSayWhatWasAskedForWhereNothingMatches() {
        assertThatIOException()
                .isThrownBy(() -> read(HOUR_MS))
                .withMessageContaining("{__name__=\"m\",cluster=\"c\"}")
                .withMessageContaining("no sample");
    }
}
