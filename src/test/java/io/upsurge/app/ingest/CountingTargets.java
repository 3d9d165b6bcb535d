package io.upsurge.app.ingest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pods of a made-up aws-node, one per node: at each scrape their counter has grown by seven, and is remembered. */
final class CountingTargets implements AutoCloseable {
    private static final int STEP = 7;

    private final HttpServer server;
    private final Map<String, List<Double>> served = new ConcurrentHashMap<>();

    CountingTargets() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics/", exchange -> {
            String node = exchange.getRequestURI().getPath().substring("/metrics/".length());
            byte[] page = page(node).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    private String page(String node) {
        List<Double> values = served.computeIfAbsent(node, key -> new ArrayList<>());
        double value;
        synchronized (values) {
            value = STEP * (values.size() + 1.0);
            values.add(value);
        }
        return "# TYPE awscni_aws_api_latency_ms summary\n"
                + "awscni_aws_api_latency_ms_sum{api=\"GetMetadata\",error=\"false\",status=\"200\"} " + 3 * value
                + "\n"
                + "awscni_aws_api_latency_ms_count{api=\"GetMetadata\",error=\"false\",status=\"200\"} " + value + "\n"
                + "go_goroutines 12\n";
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a node was asked for, in order. */
    List<Double> served(String node) {
        List<Double> values = served.getOrDefault(node, List.of());
        synchronized (values) {
            return List.copyOf(values);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
