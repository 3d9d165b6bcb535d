package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.child.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code upsurge run} in a process of its own, with a state folder of its own and a file for what it says. */
final class Instance implements AutoCloseable {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");
    /** Within ten seconds by contract; twice that before it is given up. */
    private static final long STOP_WITHIN_SECONDS = 20;

    private static final int BY_SIGTERM = 143;

    private final Path state;
    private final ProcessBuilder run;
    private Process process;
    private int starts;

    /**
     * An instance that does not run yet.
     *
     * @param number counts them, from 0
     * @param folder where its state and its log go
     * @param file its configuration
     * @param settings what replaces keys of the file
     */
    Instance(int number, Path folder, Path file, Map<String, String> settings) {
        this.state = folder.resolve("state-" + (number + 1));
        File log = folder.resolve("instance-" + (number + 1) + ".log").toFile();
        Map<String, String> own = new LinkedHashMap<>(Map.of("pipeline.state-dir", state.toString()));
        own.putAll(settings);
        this.run = ChildJvm.run(JVM, file, own).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    /** Starts it; it takes some seconds until it works. */
    void start() {
        try {
            process = run.start();
            starts++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an instance: " + e.getMessage(), e);
        }
    }

    /** How often it was started. */
    int starts() {
        return starts;
    }

    /** Whether the process is there, frozen or not. */
    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What it ended with; -1 while it runs. */
    int status() {
        return isAlive() ? -1 : process.exitValue();
    }

    /** Ends it without a chance to say anything. */
    void kill() {
        process.destroyForcibly();
        await(STOP_WITHIN_SECONDS);
    }

    /** Asks it to end. */
    void askToStop() {
        process.destroy();
    }

    /** Waits for its end after {@link #askToStop}; says whether it came in time and in order. Kills it otherwise. */
    boolean awaitStop() {
        if (await(STOP_WITHIN_SECONDS)) {
            return process.exitValue() == 0 || process.exitValue() == BY_SIGTERM;
        }
        kill();
        return false;
    }

    private boolean await(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Takes the processor from it. */
    void freeze() {
        Signals.freeze(process.toHandle());
    }

    /** Gives it back. */
    void thaw() {
        Signals.thaw(process.toHandle());
    }

    /** Its state; not to be touched while it runs. */
    StateFiles state() {
        return new StateFiles(state);
    }

    @Override
    public void close() {
        if (isAlive()) {
            process.destroyForcibly();
        }
    }
}
