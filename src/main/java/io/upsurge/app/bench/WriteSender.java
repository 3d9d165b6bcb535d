package io.upsurge.app.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Posts requests over several connections, each of which waits for the answer before it sends the next one. */
final class WriteSender {
    private static final int NO_CONTENT = 204;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Sends all requests of a load and returns when the last one is answered.
     *
     * @param to where to
     * @param load the requests
     * @param connections how many are under way at a time
     * @throws IllegalStateException if a request fails or is answered by anything but 204; says what
     */
    void send(URI to, WriteLoad load, int connections) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                done.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < load.bodies().size(); at = next.getAndIncrement()) {
                        post(request(to, load, at));
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("not everything was sent: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static HttpRequest request(URI to, WriteLoad load, int at) {
        return HttpRequest.newBuilder(to)
                .header("Content-Encoding", "snappy")
                .header(
                        "Content-Type",
                        "application/x-protobuf;proto=" + load.message().protobufName())
                .POST(HttpRequest.BodyPublishers.ofByteArray(load.bodies().get(at)))
                .build();
    }

    private void post(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != NO_CONTENT) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
