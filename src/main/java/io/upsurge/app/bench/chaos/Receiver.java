package io.upsurge.app.bench.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A receiver of notifications that is not to be relied on: now and then it answers 503, now and then only after the sender
 * has lost patience. By a seed: the same request in the order of arrival is treated the same.
 */
final class Receiver implements AutoCloseable {
    private static final double REFUSED = 0.25;
    private static final double HANGING = 0.1;
    private static final long HANG_SECONDS = 20;

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool(Receiver::daemon);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Random random;
    private final List<Request> requests = new ArrayList<>();
    private HttpServer server;

    /** How a request was answered. */
    enum Answer {
        /** 200. */
        TAKEN,
        /** 503. */
        REFUSED,
        /** Not within {@value #HANG_SECONDS} s. */
        HANGING
    }

    /**
     * A request.
     *
     * @param key its {@code Idempotency-Key}; empty without one
     * @param body what it said
     * @param answer how it was answered
     */
    record Request(String key, String body, Answer answer) {}

    private Receiver(int port, long seed) {
        this.port = port;
        this.random = new Random(seed);
        comeBack();
    }

    /** Starts one on a port of 127.0.0.1. */
    static Receiver start(int port, long seed) {
        return new Receiver(port, seed);
    }

    /** Nobody listens any more; what is under way is not answered. */
    void leave() {
        server.stop(0);
    }

    /** It listens, again on the same port. */
    void comeBack() {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
            server.createContext("/", this::take);
            server.setExecutor(threads);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "chaos-receiver");
        thread.setDaemon(true);
        return thread;
    }

    /** Where it listens. */
    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            Answer answer = note(key == null ? "" : key, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            if (answer == Answer.HANGING && !closing.await(HANG_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            exchange.sendResponseHeaders(answer == Answer.TAKEN ? 200 : 503, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer note(String key, String body) {
        double dice = random.nextDouble();
        Answer answer = dice < REFUSED ? Answer.REFUSED : dice < REFUSED + HANGING ? Answer.HANGING : Answer.TAKEN;
        requests.add(new Request(key, body, answer));
        return answer;
    }

    /** Every request so far, in the order of arrival. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
