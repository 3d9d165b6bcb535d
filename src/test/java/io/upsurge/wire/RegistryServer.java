package io.upsurge.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apicurio's registry in a process of its own, in memory, on a free port of 127.0.0.1. */
final class RegistryServer implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final String CONFLUENT_PATH = "/apis/ccompat/v7";
    private static final int START_SECONDS = 90;

    private final Process process;
    private final String url;

    private RegistryServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static RegistryServer start(Path jar) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-Dquarkus.log.category.\"io.quarkus\".level=INFO",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            return new RegistryServer(process, address(process) + CONFLUENT_PATH);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Reads the log to its end, so that the process never waits for a reader. */
    private static String address(Process process) throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, address), "registry-server-log");
        reader.setDaemon(true);
        reader.start();
        return address.get(START_SECONDS, TimeUnit.SECONDS);
    }

    private static void read(Process process, CompletableFuture<String> address) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    address.complete(matcher.group(1));
                }
                if (!address.isDone()) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IllegalStateException("the registry ended: " + String.join("\n", lines)));
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
