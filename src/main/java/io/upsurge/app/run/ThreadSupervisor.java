package io.upsurge.app.run;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a stream thread that died, a bounded number of times; then stops the process rather than loop in silence. */
final class ThreadSupervisor implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSupervisor.class);

    private final int maxReplacements;
    private int replaced;

    ThreadSupervisor(int maxReplacements) {
        this.maxReplacements = maxReplacements;
    }

    /** Threads replaced so far. */
    synchronized int replaced() {
        return replaced;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        if (replaced < maxReplacements) {
            replaced++;
            LOG.error("Stream thread died, replacing it ({} of {})", replaced, maxReplacements, exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stream thread died after {} replacements, stopping", replaced, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
