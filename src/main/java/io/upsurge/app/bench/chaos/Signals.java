package io.upsurge.app.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no word for; only where there is a {@code kill}. */
final class Signals {
    private Signals() {}

    /** Takes the processor from a process, whatever it is at. */
    static void freeze(ProcessHandle process) {
        send("STOP", process);
    }

    /** Gives it back. */
    static void thaw(ProcessHandle process) {
        send("CONT", process);
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (status != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + signal + ' ' + process.pid() + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + signal + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
