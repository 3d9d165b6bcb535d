package io.upsurge.app.run;

import io.upsurge.app.topics.Refusal;
import java.util.Optional;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces a stream thread that died, a bounded number of times; then stops the process rather than loop in silence. */
final class ThreadSupervisor implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSupervisor.class);

    private final int maxReplacements;
    private int replaced;
    private Optional<String> refusal = Optional.empty();

    ThreadSupervisor(int maxReplacements) {
        this.maxReplacements = maxReplacements;
    }

    /** Threads replaced so far. */
    synchronized int replaced() {
        return replaced;
    }

    /** What Kafka did not permit the thread that died last; empty if that was not why. */
    synchronized Optional<String> refusal() {
        return refusal;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        refusal = Refusal.in(exception, "Read");
        refusal.ifPresent(why -> LOG.error("{}", why));
        if (replaced < maxReplacements) {
            replaced++;
            LOG.error("Stream thread died, replacing it ({} of {})", replaced, maxReplacements, exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stream thread died after {} replacements, stopping", replaced, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
