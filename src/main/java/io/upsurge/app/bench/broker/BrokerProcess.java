package io.upsurge.app.bench.broker;

import io.upsurge.app.embedded.NoBrokerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A broker as a child process: the processor time of this one is the clients' alone, and it can be stopped by itself. */
public final class BrokerProcess implements AutoCloseable {
    static final String MARK = "bootstrap ";
    private static final long STOP_WITHIN_SECONDS = 30;

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** As {@link #start(int)}, with a gigabyte. */
    public static BrokerProcess start() {
        return start(1_024);
    }

    /**
     * Starts a broker and waits until clients can use it.
     *
     * @param heapMebibytes heap it may take, MiB
     * @throws IllegalStateException if it does not start; it says why on standard error
     * @throws UncheckedIOException if there is no process to be had
     * @throws NoBrokerException if this distribution has no broker
     */
    public static BrokerProcess start(int heapMebibytes) {
        NoBrokerException.requireBroker();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx" + heapMebibytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            return new BrokerProcess(process, address(process));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the broker's process: " + e.getMessage(), e);
        }
    }

    private static String address(Process process) throws IOException {
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

    /** Ends the process, after the broker has removed its data. */
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
