package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Upsurge in a process of its own, logging as it does for a user. Killed on close. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Output out;
    private final Output err;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = new Output(process.getInputStream());
        this.err = new Output(process.getErrorStream());
    }

    /** Runs a command. */
    public static ChildProcess start(List<String> args) throws IOException {
        return start(List.of(), args);
    }

    /** Runs a command that must obey the modes of files, even where this process need not. */
    public static ChildProcess startWithoutRights(List<String> args) throws IOException {
        boolean mayAll = "root".equals(System.getProperty("user.name"));
        return start(mayAll ? List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--") : List.of(), args);
    }

    private static ChildProcess start(List<String> before, List<String> args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-Dlogback.configurationFile=logback.xml",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.upsurge.avro",
                "-cp",
                System.getProperty("java.class.path"),
                "io.upsurge.app.Main"));
        command.addAll(args);
        return new ChildProcess(new ProcessBuilder(command).start());
    }

    /** Runs whatever the builder says. */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.start());
    }

    /** As {@link #start(List)}. */
    public static ChildProcess start(String... args) throws IOException {
        return start(List.of(args));
    }

    /** Reads a stream to its end, so that the process never waits for a reader. */
    private static final class Output {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Thread reader;

        Output(InputStream from) {
            reader = new Thread(() -> read(from), "child-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream from) {
            try (BufferedReader reading = new BufferedReader(new InputStreamReader(from, UTF_8))) {
                for (String line = reading.readLine(); line != null; line = reading.readLine()) {
                    lines.add(line + '\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What it has said on standard output so far. */
    public String out() {
        return String.join("", out.lines);
    }

    /** What it has said on standard error so far. */
    public String err() {
        return String.join("", err.lines);
    }

    /** Waits until it says something on standard error. */
    public void awaitErr(String text) {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> err().contains(text) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            // The comparison below shows what was said instead.
        }
        assertThat(err()).contains(text);
    }

    /** Waits for its end, and for everything it has said. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends; on standard error: %s", err())
                .isTrue();
        out.reader.join();
        err.reader.join();
        return process.exitValue();
    }

    /** Asks it to end, as SIGTERM does; it must within ten seconds. */
    public void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS))
                .as("ends within ten seconds of SIGTERM")
                .isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
