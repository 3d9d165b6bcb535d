package io.upsurge.app.run;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died: of an outage of Kafka always, for that mends itself and Kafka's clients give up after a
 * minute; of anything else a bounded number of times, then it stops the process rather than loop in silence.
 */
final class ThreadSupervisor implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSupervisor.class);

    private final int maxReplacements;
    private int counted;
    private int replaced;

    ThreadSupervisor(int maxReplacements) {
        this.maxReplacements = maxReplacements;
    }

    /** Threads replaced so far, for whatever reason. */
    synchronized int replaced() {
        return replaced;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        Throwable outage = outageIn(exception);
        if (outage != null) {
            replaced++;
            LOG.warn("Stream thread gave up waiting for Kafka, another begins to wait: {}", outage.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (counted < maxReplacements) {
            counted++;
            replaced++;
            LOG.error("Stream thread died, replacing it ({} of {})", counted, maxReplacements, exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stream thread died after {} replacements, stopping", counted, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** What Kafka's clients call temporary, anywhere among the causes; null if it is something else. */
    private static Throwable outageIn(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return cause;
            }
        }
        return null;
    }
}
