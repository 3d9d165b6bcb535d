package io.upsurge.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a registry: tries the endpoint that answered last, then the others, then after a pause all of them again.
 * Broken connections, time-outs and the statuses 408, 429 and 5xx are tried again; anything else is an answer.
 */
final class RegistryHttp {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final List<RegistryEndpoint> endpoints;
    private final Duration readTimeout;
    private final int maxRetries;
    private final Duration retryWait;
    private final Duration retryMaxWait;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private volatile int preferred;

    RegistryHttp(RegistrySettings settings) {
        this.endpoints = settings.endpoints();
        this.readTimeout = settings.readTimeout();
        this.maxRetries = settings.maxRetries();
        this.retryWait = settings.retryWait();
        this.retryMaxWait = settings.retryMaxWait();
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.connectTimeout());
        settings.trustStore().ifPresent(store -> builder.sslContext(store.context()));
        this.client = builder.build();
    }

    JsonNode get(String what, String path) {
        return send(what, path, "GET", null);
    }

    JsonNode send(String what, String path, String method, JsonNode body) {
        String failure = "";
        IOException cause = null;
        for (int round = 0; round <= maxRetries; round++) {
            pauseBefore(round, what);
            int first = preferred;
            for (int i = 0; i < endpoints.size(); i++) {
                int candidate = (first + i) % endpoints.size();
                RegistryEndpoint endpoint = endpoints.get(candidate);
                try {
                    HttpResponse<String> response = exchange(request(endpoint, path, method, body), what);
                    if (!isTransient(response.statusCode())) {
                        preferred = candidate;
                        return answer(what, response);
                    }
                    failure = endpoint.base() + " answered HTTP " + response.statusCode();
                    cause = null;
                } catch (IOException e) {
                    failure = endpoint.base() + ": " + e;
                    cause = e;
                }
            }
        }
        throw new RegistryUnavailableException(
                what + ": schema registry unavailable after " + (maxRetries + 1) + " tries, the last: " + failure,
                cause);
    }

    private HttpRequest request(RegistryEndpoint endpoint, String path, String method, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        endpoint.authorization().ifPresent(credentials -> request.header("Authorization", credentials.header()));
        return request.build();
    }

    /** The time-out of a request covers the head of the answer only, so the whole exchange is timed here. */
    private HttpResponse<String> exchange(HttpRequest request, String what) throws IOException {
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return exchange.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new IOException("no complete answer within " + readTimeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw interrupted(what, e);
        }
    }

    private JsonNode answer(String what, HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode body;
        try {
            body = json.readTree(response.body());
        } catch (JsonProcessingException e) {
            body = json.missingNode();
        }
        if (status / 100 != 2) {
            throw new RegistryException(
                    what,
                    status,
                    body.path("error_code").asInt(status),
                    body.path("message").asText("refused without a message"));
        }
        if (body.isMissingNode()) {
            throw new RegistryException(
                    what, status, status, "the answer is not JSON: is schema.registry.url that of a schema registry?");
        }
        return body;
    }

    private void pauseBefore(int round, String what) {
        if (round == 0) {
            return;
        }
        long longest = Math.min(retryMaxWait.toMillis(), retryWait.toMillis() << Math.min(round - 1, 20));
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            throw interrupted(what, e);
        }
    }

    private static RegistryUnavailableException interrupted(String what, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryUnavailableException(what + ": interrupted while waiting for the schema registry", e);
    }

    private static boolean isTransient(int status) {
        return status == 408 || status == 429 || status >= 500;
    }
}
