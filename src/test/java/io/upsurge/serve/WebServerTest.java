package io.upsurge.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private WebServer web;

    @AfterEach
    void stop() {
        if (web != null) {
            web.close();
        }
    }

    @Test
    void shouldTell404And405() throws Exception {
        start(Credentials.none());

        HttpResponse<String> unknown = send("GET", "/nowhere", null);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.body()).isEqualTo("{\"title\":\"Not Found\",\"status\":404}");

        HttpResponse<String> wrong = send("DELETE", "/echo", null);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(wrong.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void shouldNotShowWhatAHandlerStumbledOver() throws Exception {
        start(Credentials.none());

        HttpResponse<String> failed = send("GET", "/broken", null);
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("{\"title\":\"Server Error\",\"status\":500}");
    }

    @Test
    void shouldTellHealthAndMetrics() throws Exception {
        start(Credentials.bearer("secret"));

        assertThat(send("GET", "/livez", null).body()).isEqualTo("ok\n");
        assertThat(send("HEAD", "/readyz", null).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/metrics", null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/metrics", "Bearer secret").body()).contains("tests_total 1.0");

        trouble.set(Optional.of("Kafka is away"));
        HttpResponse<String> unready = send("GET", "/readyz", null);
        assertThat(unready.statusCode()).isEqualTo(503);
        assertThat(unready.body()).contains("\"detail\":\"Kafka is away\"");
        assertThat(send("GET", "/livez", null).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAskForTheToken() throws Exception {
        start(Credentials.bearer("secret"));

        HttpResponse<String> without = send("POST", "/echo", null);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"upsurge\", charset=\"UTF-8\"");
        assertThat(send("POST", "/echo", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/echo", "Basic secret").statusCode()).isEqualTo(401);
        assertThat(send("POST", "/echo", "bearer secret").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAskForUserAndPassword() throws Exception {
        start(Credentials.basic("ann", "pa:ss"));

        assertThat(send("POST", "/echo", "Basic " + base64("ann:pa:ss")).statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/echo", "Basic " + base64("ann:no")).statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "/echo", "Basic").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldFinishWhatIsInHandWhenItStops() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Callback> held = new CompletableFuture<>();
        web = WebServer.start(
                ServerSettings.at("127.0.0.1", 0),
                List.of(Route.of("GET", "/slow", (request, response, callback) -> {
                    arrived.countDown();
                    held.complete(callback);
                    return true;
                })),
                Credentials.none());
        HttpRequest another = request("GET", "/slow", null);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request("GET", "/slow", null), BodyHandlers.ofString());
        arrived.await();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(web::close);
        held.get().succeeded();

        assertThat(answer.get().statusCode()).isEqualTo(200);
        stopped.get();
        assertThatThrownBy(() -> client.send(another, BodyHandlers.ofString())).isInstanceOf(IOException.class);
    }

    @Test
    void shouldSayWhichAddressItCannotBind() throws Exception {
        start(Credentials.none());

        assertThatThrownBy(() ->
                        WebServer.start(ServerSettings.at("127.0.0.1", web.port()), List.of(), Credentials.none()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot listen at 127.0.0.1:" + web.port());
    }

    private void start(Credentials credentials) throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("tests").increment();
        List<Route> routes = new ArrayList<>(Health.routes(Optional::empty, trouble::get));
        routes.add(MetricsPage.of(registry));
        for (String method : List.of("GET", "POST")) {
            routes.add(Route.of(method, "/echo", (request, response, callback) -> {
                callback.succeeded();
                return true;
            }));
        }
        routes.add(Route.of("GET", "/broken", (request, response, callback) -> {
            throw new IllegalStateException("a secret");
        }));
        web = WebServer.start(ServerSettings.at("127.0.0.1", 0), routes, credentials);
    }

    private HttpResponse<String> send(String method, String path, String authorization) throws Exception {
        return client.send(request(method, path, authorization), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String authorization) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(web.address() + path)).method(method, BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
