package io.upsurge.deliver.http;

import io.upsurge.deliver.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests, within bounds of time and of the answer's size. Redirects are not followed: what is told must not go where
 * nobody configured it to go. Certificates are checked as the JDK does by default. May be used by several threads.
 */
public final class HttpSender {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration timeout;
    private final Authorization authorization;
    private final Clock clock;

    /**
     * A sender.
     *
     * @param timeout how long a request may take, from connecting to the end of the answer
     * @param authorization goes with each request
     * @param clock tells the present
     */
    public HttpSender(Duration timeout, Authorization authorization, Clock clock) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                .build();
        this.timeout = timeout;
        this.authorization = authorization;
        this.clock = clock;
    }

    /** Sends a request and waits for what comes of it. */
    public Reply send(Post post) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(post.url())
                .header("Content-Type", post.contentType())
                .header("User-Agent", "upsurge")
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.bytes()));
        post.headers().forEach(request::header);
        authorization.header().ifPresent(value -> request.header("Authorization", value));
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), info -> new FirstOfBody());
        try {
            HttpResponse<String> got = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return Answers.meaning(
                    got.statusCode(),
                    got.headers().firstValue("Retry-After"),
                    got.headers().firstValue("Location"),
                    got.body(),
                    clock.instant());
        } catch (TimeoutException e) {
            return Reply.later("timeout", "no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failure(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static Reply failure(Throwable cause) {
        String why = Optional.ofNullable(cause.getMessage())
                .orElseGet(() -> cause.getClass().getSimpleName());
        if (cause instanceof HttpConnectTimeoutException) {
            return Reply.later("connect", "no connection in time");
        }
        if (cause instanceof ConnectException) {
            return Reply.later("connect", "no connection: " + why);
        }
        if (cause instanceof SSLException) {
            return Reply.misconfigured("tls", "no secure connection: " + why);
        }
        return Reply.later(cause instanceof IOException ? "io" : "client", why);
    }
}
