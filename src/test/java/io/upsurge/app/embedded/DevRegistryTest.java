package io.upsurge.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answers as they stand in Confluent's documentation. */
class DevRegistryTest {
    private static final String INT = "{\"schema\":\"\\\"int\\\"\"}";
    private static final String LONG = "{\"schema\":\"\\\"long\\\"\"}";
    private static final String STRING = "{\"schema\":\"\\\"string\\\"\"}";

    private final DevRegistry registry = DevRegistry.start(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void shouldServeSchemas() {
        assertThat(get("/subjects")).isEqualTo("200 []");
        assertThat(send("POST", "/subjects/a%2Fb/versions?normalize=false", INT))
                .isEqualTo("200 {\"id\":1}");
        assertThat(send("POST", "/subjects/a%2Fb/versions", LONG)).isEqualTo("200 {\"id\":2}");
        assertThat(get("/subjects")).isEqualTo("200 [\"a/b\"]");
        assertThat(get("/subjects/a%2Fb/versions")).isEqualTo("200 [1,2]");
        assertThat(get("/schemas/ids/1?fetchMaxId=false")).isEqualTo("200 {\"schema\":\"\\\"int\\\"\"}");
        String second = "200 {\"subject\":\"a/b\",\"version\":2,\"id\":2,\"schema\":\"\\\"long\\\"\"}";
        assertThat(get("/subjects/a%2Fb/versions/2")).isEqualTo(second);
        assertThat(get("/subjects/a%2Fb/versions/latest")).isEqualTo(second);
        assertThat(send("POST", "/subjects/a%2Fb", LONG)).isEqualTo(second);
    }

    @Test
    void shouldCheckCompatibility() {
        send("POST", "/subjects/s/versions", INT);

        assertThat(send("POST", "/compatibility/subjects/s/versions/latest", LONG))
                .isEqualTo("200 {\"is_compatible\":true}");
        assertThat(send("POST", "/compatibility/subjects/s/versions/1", STRING))
                .isEqualTo("200 {\"is_compatible\":false}");
        assertThat(send("POST", "/compatibility/subjects/s/versions", STRING))
                .isEqualTo("200 {\"is_compatible\":false}");
        assertThat(send("POST", "/subjects/s/versions", STRING)).startsWith("409 {\"error_code\":409,");
        assertThat(send("PUT", "/config/s", "{\"compatibility\":\"NONE\"}"))
                .isEqualTo("200 {\"compatibility\":\"NONE\"}");
        assertThat(send("POST", "/subjects/s/versions", STRING)).isEqualTo("200 {\"id\":2}");
    }

    @Test
    void shouldServeCompatibilityLevels() {
        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        assertThat(get("/config/s")).startsWith("404 {\"error_code\":40408,");
        assertThat(get("/config/s?defaultToGlobal=true")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD\"}");
        send("PUT", "/config", "{\"compatibility\":\"NONE\"}");
        assertThat(get("/config")).isEqualTo("200 {\"compatibilityLevel\":\"NONE\"}");
        send("PUT", "/config/s", "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(get("/config/s")).isEqualTo("200 {\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
        assertThat(send("PUT", "/config/s", "{\"compatibility\":\"SOME\"}")).startsWith("422 {\"error_code\":42203,");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThat(get("/schemas/ids/9")).isEqualTo("404 {\"error_code\":40403,\"message\":\"Schema 9 not found\"}");
        assertThat(get("/subjects/s/versions")).startsWith("404 {\"error_code\":40401,");
        assertThat(send("POST", "/subjects/s/versions", "{\"schema\":\"{}\"}"))
                .startsWith("422 {\"error_code\":42201,");
        assertThat(send("POST", "/subjects/s/versions", "no json")).startsWith("400 ");
        send("POST", "/subjects/s/versions", INT);
        assertThat(get("/subjects/s/versions/2")).startsWith("404 {\"error_code\":40402,");
        assertThat(get("/subjects/s/versions/two")).startsWith("422 {\"error_code\":42202,");
        assertThat(get("/mode")).startsWith("404 {\"error_code\":404,");
        assertThat(send("DELETE", "/subjects/s", "")).startsWith("404 ");
    }

    private String get(String path) {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
