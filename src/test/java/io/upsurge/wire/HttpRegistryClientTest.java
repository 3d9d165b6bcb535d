package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.upsurge.wire.WireException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRegistryClientTest {
    private static final Schema STRING = SchemaBuilder.builder().stringType();
    private static final String STRING_ANSWER = "{\"schema\":\"\\\"string\\\"\"}";

    private StubServer first;
    private StubServer second;

    @BeforeEach
    void start() throws IOException {
        first = StubServer.start();
        second = StubServer.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void shouldAskForASchemaOnce() {
        first.willAnswer(200, STRING_ANSWER);
        RegistryClient client = client(first.url());

        assertThat(client.byId(7)).isEqualTo(STRING);
        assertThat(client.byId(7)).isEqualTo(STRING);

        assertThat(first.asked()).extracting(StubServer.Asked::path).containsExactly("/schemas/ids/7");
    }

    @Test
    void shouldAskForAnIdOncePerSubject() {
        first.willAnswer(200, "{\"id\":3}").willAnswer(200, "{\"id\":4}");
        RegistryClient client = client(first.url() + "/apis/ccompat/v7/");

        assertThat(client.lookUp("a/b value", STRING)).isEqualTo(3);
        assertThat(client.lookUp("a/b value", STRING)).isEqualTo(3);
        assertThat(client.lookUp("other", STRING)).isEqualTo(4);

        assertThat(first.asked())
                .extracting(StubServer.Asked::path)
                .containsExactly("/apis/ccompat/v7/subjects/a%2Fb%20value", "/apis/ccompat/v7/subjects/other");
        assertThat(first.asked().get(0).body()).isEqualTo("{\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void shouldNotRememberThatSomethingIsMissing() {
        first.willAnswer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}")
                .willAnswer(200, STRING_ANSWER);
        RegistryClient client = client(first.url());

        assertThatThrownBy(() -> client.byId(7)).isInstanceOf(RegistryException.class);

        assertThat(client.byId(7)).isEqualTo(STRING);
    }

    @Test
    void shouldTurnToTheNextAddressAndStayThere() {
        first.willAnswer(503, "");
        second.willAnswer(200, "{\"id\":1}").willAnswer(200, "{\"id\":2}");
        RegistryClient client = client(first.url() + "," + second.url());

        assertThat(client.register("a", STRING)).isEqualTo(1);
        assertThat(client.register("b", STRING)).isEqualTo(2);

        assertThat(first.asked()).hasSize(1);
        assertThat(second.asked()).hasSize(2);
    }

    @Test
    void shouldTurnToTheNextAddressWhenNobodyListens() {
        String gone = first.url();
        first.close();
        second.willAnswer(200, "{\"id\":1}");

        assertThat(client(gone + ", " + second.url()).register("a", STRING)).isEqualTo(1);
    }

    @Test
    void shouldTryAgainWhatMayPass() {
        first.willAnswer(500, "").willAnswer(429, "").willAnswer(200, "{\"id\":1}");

        assertThat(client(first.url()).register("a", STRING)).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAfterTheConfiguredRetries() {
        assertThatThrownBy(() -> client(first.url()).byId(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("get schema 7: schema registry unavailable after 3 tries")
                .hasMessageContaining(first.url() + " answered HTTP 500");

        assertThat(first.asked()).hasSize(3);
    }

    @Test
    void shouldNotTryAgainWhatWasRefused() {
        first.willAnswer(409, "{\"error_code\":409,\"message\":\"incompatible with version 1\"}");

        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> client(first.url()).register("a-value", STRING));

        assertThat(refused)
                .hasMessage("register string under subject a-value: incompatible with version 1"
                        + " (HTTP 409, error code 409)");
        assertThat(refused.incompatible()).isTrue();
        assertThat(first.asked()).hasSize(1);
    }

    @Test
    void shouldNotTakeA404OfAProxyForAMissingSchema() {
        first.willAnswer(404, "<html>no such page</html>");

        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> client(first.url()).byId(7));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.notFound()).isFalse();
    }

    @Test
    void shouldSayThatAnAnswerIsNotThatOfARegistry() {
        first.willAnswer(200, "<html>welcome</html>");

        assertThatThrownBy(() -> client(first.url()).byId(7))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("is schema.registry.url that of a schema registry?");
    }

    @Test
    void shouldRefuseSchemasOfOtherTypes() {
        first.willAnswer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"message A {}\"}");

        assertThat(catchThrowableOfType(
                        WireException.class, () -> client(first.url()).byId(7)))
                .hasMessageContaining("PROTOBUF")
                .returns(Problem.INCOMPATIBLE_SCHEMA, WireException::problem);
    }

    @Test
    void shouldGiveUpOnAnAnswerThatNeverEnds() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        HttpServer stalling = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stalling.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd(end);
        });
        stalling.start();
        try {
            Map<String, String> config =
                    config("http://127.0.0.1:" + stalling.getAddress().getPort());
            config.put("http.read.timeout.ms", "200");
            config.put("max.retries", "0");

            assertThatThrownBy(() -> RegistryClient.of(config).byId(7))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("no complete answer within 200 ms");
        } finally {
            end.countDown();
            stalling.stop(0);
        }
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
        Map<String, String> config = config(first.url());
        config.put("retries.wait.ms", "60000");
        config.put("retries.max.wait.ms", "60000");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> RegistryClient.of(config).byId(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldSendBasicAuthentication() {
        first.willAnswer(200, STRING_ANSWER);
        Map<String, String> config = config(first.url());
        config.put("basic.auth.credentials.source", "USER_INFO");
        config.put("basic.auth.user.info", "me:s3cret");

        RegistryClient.of(config).byId(7);

        String encoded = Base64.getEncoder().encodeToString("me:s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(first.asked().get(0).authorization()).hasValue("Basic " + encoded);
    }

    @Test
    void shouldSendTheUserInfoOfTheAddress() {
        first.willAnswer(200, STRING_ANSWER);

        client("http://me:s3cret@127.0.0.1:" + first.port()).byId(7);

        assertThat(first.asked().get(0).authorization().orElseThrow()).startsWith("Basic ");
    }

    @Test
    void shouldSendABearerToken() {
        first.willAnswer(200, STRING_ANSWER);
        Map<String, String> config = config(first.url());
        config.put("bearer.auth.token", "t0ken");

        RegistryClient.of(config).byId(7);

        assertThat(first.asked().get(0).authorization()).hasValue("Bearer t0ken");
    }

    @Test
    void shouldNotShowSecretsInFailures() {
        first.willAnswer(401, "{\"error_code\":40101,\"message\":\"Unauthorized\"}");
        RegistryClient client = client("http://me:s3cret@127.0.0.1:" + first.port());

        assertThatThrownBy(() -> client.byId(7))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTP 401")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> client.byId(7))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldTellAMissingCompatibilityFromASetOne() {
        first.willAnswer(404, "{\"error_code\":40408,\"message\":\"not configured\"}")
                .willAnswer(200, "{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        RegistryClient client = client(first.url());

        assertThat(client.compatibility("a")).isEqualTo(Optional.empty());
        assertThat(client.compatibility("a")).hasValue(Compatibility.BACKWARD_TRANSITIVE);
    }

    @Test
    void shouldKeepARecordThatCannotBeLookedAt() {
        Map<String, String> config = config(first.url());
        byte[] value = AvroBytes.framed(7, new byte[] {0});
        WireSerdes serdes = new WireSerdes(RegistryClient.of(config), config);

        assertThatThrownBy(() -> serdes.samples().deserializer().deserialize("samples", value))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RegistryClient client(String urls) {
        return RegistryClient.of(config(urls));
    }

    private static Map<String, String> config(String urls) {
        Map<String, String> config = new HashMap<>();
        config.put("schema.registry.url", urls);
        config.put("max.retries", "2");
        config.put("retries.wait.ms", "1");
        return config;
    }
}
