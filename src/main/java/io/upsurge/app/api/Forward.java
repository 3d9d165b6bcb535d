package io.upsurge.app.api;

import io.upsurge.app.config.HttpConfig;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Asks the instance that has the state of a workload, once: what is forwarded says so, and is not forwarded again. Brings the
 * credentials that all instances share. Gives up after two seconds, or where the answer is larger than {@value #MOST_BYTES}
 * bytes.
 */
final class Forward {
    /** Header of what is forwarded. */
    static final String HEADER = "X-Upsurge-Forwarded";

    static final String PATH = "/api/v1/nodes";
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 64 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(WITHIN)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String scheme;
    private final Optional<String> authorization;

    Forward(HttpConfig config) {
        this.scheme = config.tlsCertificate().isPresent() ? "https://" : "http://";
        this.authorization = config.bearerToken()
                .map(token -> "Bearer " + token)
                .or(() -> config.user().flatMap(user -> config.password().map(password -> basic(user, password))));
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * The answer of another instance.
     *
     * @param address its {@code host:port}
     * @throws ApiException if it does not answer, or does not have the state any more
     */
    byte[] nodes(String address, Workload workload) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + address + PATH + "?cluster="
                        + encoded(workload.cluster()) + "&namespace=" + encoded(workload.namespace()) + "&daemonset="
                        + encoded(workload.daemonset()) + "&container=" + encoded(workload.container())))
                .timeout(WITHIN)
                .header(HEADER, "1");
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<byte[]> answer = client.send(request.GET().build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 || answer.body().length > MOST_BYTES) {
                throw ApiException.notNow("the instance at " + address
                        + ", which has the state of this workload, answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw ApiException.notNow(
                    "the instance at " + address + ", which has the state of this workload, does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.notNow("this instance stops");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
