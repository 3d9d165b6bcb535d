package io.upsurge.app.bench.broker;

import io.upsurge.app.bench.child.ChildJvm;
import io.upsurge.app.embedded.NoBrokerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker as a child process: the processor time of this one is the clients' alone, and it can be stopped by itself. */
public final class BrokerProcess implements AutoCloseable {
    static final String MARK = "bootstrap ";
    private static final long STOP_WITHIN_SECONDS = 30;

    private final List<String> command;
    private final String bootstrapServers;
    private volatile Process process;

    private BrokerProcess(List<String> command) throws IOException {
        this.command = command;
        this.process = launch();
        this.bootstrapServers = address();
    }

    /** As {@link #start(int)}, with a gigabyte. */
    public static BrokerProcess start() {
        return start(1_024);
    }

    /**
     * Starts a broker with a folder and a port of its own that end with it, and waits until clients can use it.
     *
     * @param heapMebibytes heap it may take, MiB
     * @throws IllegalStateException if it does not start; it says why on standard error
     * @throws UncheckedIOException if there is no process to be had
     * @throws NoBrokerException if this distribution has no broker
     */
    public static BrokerProcess start(int heapMebibytes) {
        return start(heapMebibytes, List.of());
    }

    /**
     * As {@link #start(int)}, with a folder and a port that stay, so that it may {@linkplain #startAgain(Runnable) start
     * again}.
     *
     * @param heapMebibytes heap it may take, MiB
     * @param folder for its data; kept
     * @param port where clients connect
     */
    public static BrokerProcess start(int heapMebibytes, Path folder, int port) {
        return start(heapMebibytes, List.of(folder.toString(), String.valueOf(port)));
    }

    private static BrokerProcess start(int heapMebibytes, List<String> arguments) {
        NoBrokerException.requireBroker();
        List<String> command = new ArrayList<>(List.of(
                ChildJvm.tool("java"),
                "-Xms256m",
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName()));
        command.addAll(arguments);
        try {
            return new BrokerProcess(List.copyOf(command));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the broker's process: " + e.getMessage(), e);
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void awaitReady(Runnable ready) {
        try {
            address();
            ready.run();
        } catch (IOException | IllegalStateException e) {
            // Killed once more before it was ready, or said on standard error why it does not start.
        }
    }

    private String address() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(MARK)) {
                return line.substring(MARK.length());
            }
        }
        throw new IllegalStateException("the broker's process ended before the broker was ready");
    }

    /** Its process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Ends it without a chance to say anything. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Starts one that has a folder and a port to keep again, after its end. Returns at once.
     *
     * @param ready told, on another thread, when clients can use it
     * @throws UncheckedIOException if there is no process to be had
     */
    public void startAgain(Runnable ready) {
        try {
            process = launch();
            Thread waiting = new Thread(() -> awaitReady(ready), "broker-start");
            waiting.setDaemon(true);
            waiting.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the broker's process: " + e.getMessage(), e);
        }
    }

    /** Ends the process in order; a broker without a folder to keep removes its data before. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
