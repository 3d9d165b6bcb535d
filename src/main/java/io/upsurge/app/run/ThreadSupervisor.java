package io.upsurge.app.run;

import io.upsurge.pack.UnreadableException;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, a bounded number of times; then stops the process rather than loop in silence. Where
 * the state is not for this release, no thread could read it, and none is replaced.
 */
final class ThreadSupervisor implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSupervisor.class);

    private final int maxReplacements;
    private int replaced;
    private Optional<UnreadableException> unreadable = Optional.empty();

    ThreadSupervisor(int maxReplacements) {
        this.maxReplacements = maxReplacements;
    }

    /** Threads replaced so far. */
    synchronized int replaced() {
        return replaced;
    }

    /** Why no thread can work on the state; empty if it was not that. */
    synchronized Optional<UnreadableException> unreadable() {
        return unreadable;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        Optional<UnreadableException> refusal = refusalIn(exception);
        if (refusal.isPresent()) {
            unreadable = refusal;
            LOG.error(
                    "Stream thread cannot read its state, stopping: {}",
                    refusal.get().getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (replaced < maxReplacements) {
            replaced++;
            LOG.error("Stream thread died, replacing it ({} of {})", replaced, maxReplacements, exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stream thread died after {} replacements, stopping", replaced, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static Optional<UnreadableException> refusalIn(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
