package io.upsurge.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server does about clients that mean no good, and for browsers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HardeningTest {
    private static final String LONG = "{\"text\":\"" + "a".repeat(10_000) + "\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer web;

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void shouldCloseAConnectionWhoseHeaderTricklesIn() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0).bounded(10, Duration.ofMillis(400), Duration.ofMinutes(1)));

        try (Socket slow = connect()) {
            assertThat(isClosedWhileTrickling(slow)).isTrue();
        }
        try (Socket kept = connect()) {
            kept.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            assertThat(readUntil(kept.getInputStream(), "ok\n")).startsWith("HTTP/1.1 200 OK");
            TimeUnit.MILLISECONDS.sleep(800);
            kept.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            assertThat(readUntil(kept.getInputStream(), "ok\n"))
                    .as("a connection may rest between requests")
                    .startsWith("HTTP/1.1 200 OK");
            assertThat(isClosedWhileTrickling(kept)).isTrue();
        }
    }

    @Test
    void shouldNotCloseAConnectionWhoseAnswerTakesLong() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0).bounded(10, Duration.ofMillis(200), Duration.ofMinutes(1)));

        assertThat(get("/slow").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldCloseAnIdleConnection() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0).bounded(10, Duration.ofMinutes(1), Duration.ofMillis(200)));

        try (Socket idle = connect()) {
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldTakeNoMoreConnectionsThanAllowedUntilOneEnds() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0).bounded(2, Duration.ofMinutes(1), Duration.ofMinutes(1)));

        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket taken : List.of(first, second)) {
                taken.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
                assertThat(readUntil(taken.getInputStream(), "ok\n")).contains("200 OK");
            }
            third.setSoTimeout(500);
            third.getOutputStream().write("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(UTF_8));
            assertThat(third.getInputStream()).satisfies(in -> {
                try {
                    assertThat(in.read()).as("nothing is answered").isEqualTo(-1);
                } catch (java.net.SocketTimeoutException e) {
                    assertThat(e).hasMessageContaining("timed out");
                }
            });
            first.close();
            third.setSoTimeout(10_000);
            assertThat(readUntil(third.getInputStream(), "ok\n")).contains("200 OK");
        }
    }

    @Test
    void shouldRefuseALongHeader() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0));

        HttpRequest request = HttpRequest.newBuilder(URI.create(web.address() + "/livez"))
                .header("X-Long", "a".repeat(20_000))
                .build();
        HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(431);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertSafe(refused);
    }

    @Test
    void shouldGiveEveryAnswerSafeHeaders() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0));

        for (String path : List.of("/livez", "/nowhere", "/broken", "/json", "/things/..%2fa")) {
            assertSafe(get(path));
        }
        assertThat(get("/page").headers().firstValue("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(get("/page").headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void shouldCompressJsonForWhoUnderstandsIt() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0));

        HttpRequest request = HttpRequest.newBuilder(URI.create(web.address() + "/json"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> packed = client.send(request, BodyHandlers.ofInputStream());
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(packed.body()).readAllBytes()).isEqualTo(LONG.getBytes(UTF_8));
        assertThat(get("/json").body()).isEqualTo(LONG);
    }

    @Test
    void shouldTellWhatThePathAndTheQuerySay() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0));

        assertThat(get("/things/kube%20dns/parts/7?limit=5&of=a&of=b%26c").body())
                .isEqualTo("kube dns 7 5 [a, b&c] Optional.empty");
        assertThat(get("/things/all").body()).as("an exact path goes first").isEqualTo("all");
        assertThat(get("/things/other").body()).isEqualTo("other");
        assertThat(get("/things/a/b").statusCode()).isEqualTo(404);
        assertThat(statusOf("/things/a?limit=%ZZ")).isEqualTo(400);
        assertThat(get("/things/..%2fsecret").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSendAnAssetOnce() throws Exception {
        start(ServerSettings.at("127.0.0.1", 0));

        HttpResponse<String> first = get("/page");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("<configuration>");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        for (String known : List.of(tag, "\"x\", W/" + tag)) {
            HttpRequest again = HttpRequest.newBuilder(URI.create(web.address() + "/page"))
                    .header("If-None-Match", known)
                    .build();
            HttpResponse<String> same = client.send(again, BodyHandlers.ofString());
            assertThat(same.statusCode()).isEqualTo(304);
            assertThat(same.body()).isEmpty();
        }
    }

    private void start(ServerSettings settings) throws IOException {
        web = WebServer.start(
                settings,
                List.of(
                        Route.open("GET", "/livez", text("ok\n")),
                        Route.open("GET", "/things/all", text("all")),
                        Route.open("GET", "/things/{name}", (request, response, callback) -> {
                            Parameters parameters = Parameters.of(request);
                            return text(parameters.path("name")).handle(request, response, callback);
                        }),
                        Route.open("GET", "/things/{name}/parts/{part}", (request, response, callback) -> {
                            Parameters it = Parameters.of(request);
                            String all = it.path("name")
                                    + ' '
                                    + it.path("part")
                                    + ' '
                                    + it.query("limit").orElseThrow()
                                    + ' '
                                    + it.queries("of")
                                    + ' '
                                    + it.query("none");
                            return text(all).handle(request, response, callback);
                        }),
                        Route.open("GET", "/slow", (request, response, callback) -> {
                            TimeUnit.MILLISECONDS.sleep(900);
                            return text("done").handle(request, response, callback);
                        }),
                        Route.open("GET", "/json", (request, response, callback) -> {
                            response.getHeaders().put("Content-Type", "application/json");
                            response.write(true, ByteBuffer.wrap(LONG.getBytes(UTF_8)), callback);
                            return true;
                        }),
                        Route.open("GET", "/broken", (request, response, callback) -> {
                            throw new IllegalStateException("a secret");
                        }),
                        Route.open(
                                "GET",
                                "/page",
                                Asset.of(
                                        "logback.xml",
                                        "text/html; charset=utf-8",
                                        Map.of("Content-Security-Policy", "default-src 'self'")))),
                Credentials.none());
    }

    private static org.eclipse.jetty.server.Request.Handler text(String text) {
        return (request, response, callback) -> {
            response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
            response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
            return true;
        };
    }

    private static void assertSafe(HttpResponse<String> answer) {
        Map<String, String> expected = Map.of(
                "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-store");
        expected.forEach((name, value) -> assertThat(answer.headers().allValues(name))
                .as(answer + " " + name)
                .containsExactly(value));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(web.address() + path)).build(), BodyHandlers.ofString());
    }

    /** Of a path that Java's own client would not ask for. */
    private int statusOf(String path) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(UTF_8));
            return Integer.parseInt(readUntil(socket.getInputStream(), "\n").split(" ", 3)[1]);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), web.port());
    }

    /** Sends a byte now and then, far more often than any idle time-out, for up to ten seconds. */
    private static boolean isClosedWhileTrickling(Socket socket) throws Exception {
        socket.getOutputStream().write("GET /livez HTTP/1.1\r\nX-A: ".getBytes(UTF_8));
        socket.setSoTimeout(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        socket.getOutputStream().write('a');
                        return socket.getInputStream().read() == -1;
                    } catch (java.net.SocketTimeoutException e) {
                        return false;
                    } catch (SocketException e) {
                        return true;
                    }
                });
        return true;
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
