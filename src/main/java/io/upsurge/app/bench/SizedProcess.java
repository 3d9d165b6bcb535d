package io.upsurge.app.bench;

import io.upsurge.app.bench.child.ChildJvm;
import io.upsurge.app.config.ConfigLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code upsurge run} as the image starts it, with a heap of a size, measured from outside. Needs a Linux and a JDK. */
final class SizedProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Health and metrics at (http://[0-9.:]+)");
    private static final Pattern CLOSED_TO =
            Pattern.compile("(?m)^upsurge_windows_closed_to_timestamp_seconds\\{.*\\} ([0-9.E+]+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB");
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+[0-9]+\\s+([0-9]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long PAUSE_MS = 50;
    private static final long STOP_WITHIN_SECONDS = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path log;
    private final Process process;
    private final long startedNs = System.nanoTime();
    private Optional<URI> address = Optional.empty();

    private SizedProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param folder for its configuration and its log
     * @param heapMebibytes most heap, MiB
     * @param settings what differs from the shipped configuration
     */
    static SizedProcess start(Path folder, int heapMebibytes, Map<String, String> settings) {
        try (InputStream shipped = ConfigLoader.class.getClassLoader().getResourceAsStream(ConfigLoader.SHIPPED)) {
            Path file = folder.resolve("upsurge.yaml");
            Files.copy(shipped, file, StandardCopyOption.REPLACE_EXISTING);
            Map<String, String> own = new LinkedHashMap<>(Map.of("http.listen", "127.0.0.1:0"));
            own.putAll(settings);
            Path log = Files.createTempFile(folder, "run-", ".log");
            Process process = ChildJvm.run(List.of("-XX:+UseParallelGC", "-Xmx" + heapMebibytes + "m"), file, own)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "sized-process-end"));
            return new SizedProcess(log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start 'upsurge run': " + e.getMessage(), e);
        }
    }

    /** Waits until {@code /readyz} says yes; returns how long that took since the start, seconds. */
    double awaitReady() {
        await("is not ready", () -> get("/readyz").filter("ok\n"::equals).isPresent());
        return age();
    }

    /** Waits until all windows up to an instant are closed; returns how long that took since the start, seconds. */
    double awaitClosed(long toMs) {
        await("has not closed the windows", () -> {
            Matcher closed = CLOSED_TO.matcher(get("/metrics").orElse(""));
            return closed.find() && Double.parseDouble(closed.group(1)) * 1_000 >= toMs;
        });
        return age();
    }

    private double age() {
        return (System.nanoTime() - startedNs) / 1e9;
    }

    /** Processor time so far, seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** Memory that the kernel holds for it, bytes. */
    long residentBytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what memory the process has: " + e.getMessage(), e);
        }
    }

    /** Collects all garbage and adds up what lives, bytes. */
    long liveHeapBytes() {
        try {
            Process histogram = new ProcessBuilder(
                            ChildJvm.tool("jcmd"), String.valueOf(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String last = "";
            try (BufferedReader lines = histogram.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.startsWith("Total") ? line : last;
                }
            }
            Matcher total = TOTAL.matcher(last);
            if (!total.find()) {
                throw new IllegalStateException("jcmd does not tell what lives on the heap");
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask jcmd, which is part of a JDK: " + e.getMessage(), e);
        }
    }

    private Optional<String> get(String path) {
        try {
            if (address.isEmpty()) {
                Matcher found = ADDRESS.matcher(Files.readString(log));
                address = found.find() ? Optional.of(URI.create(found.group(1))) : Optional.empty();
            }
            return address.isEmpty()
                    ? Optional.empty()
                    : Optional.of(client.send(
                                    HttpRequest.newBuilder(address.get().resolve(path))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private void await(String otherwise, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        "'upsurge run' " + (process.isAlive() ? otherwise : "ended") + ":\n" + said());
            }
            pause();
        }
    }

    private String said() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    /** Asks it to end, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
