package io.upsurge.app.run;

import io.upsurge.app.topics.Refusal;
import io.upsurge.pack.UnreadableException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died: of an outage of Kafka always, for that mends itself and Kafka's clients give up after a
 * minute; of anything else a bounded number of times, then it stops the process rather than loop in silence. Where the state
 * is not for this release, no thread could read it, and none is replaced.
 */
final class ThreadSupervisor implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadSupervisor.class);

    private final int maxReplacements;
    private int counted;
    private int replaced;
    private Optional<String> refusal = Optional.empty();
    private Optional<UnreadableException> unreadable = Optional.empty();

    ThreadSupervisor(int maxReplacements) {
        this.maxReplacements = maxReplacements;
    }

    /** Threads replaced so far, for whatever reason. */
    synchronized int replaced() {
        return replaced;
    }

    /** What Kafka did not permit the thread that died last; empty if that was not why. */
    synchronized Optional<String> refusal() {
        return refusal;
    }

    /** Why no thread can work on the state; empty if it was not that. */
    synchronized Optional<UnreadableException> unreadable() {
        return unreadable;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable exception) {
        unreadable = cause(exception, UnreadableException.class);
        if (unreadable.isPresent()) {
            LOG.error(
                    "Stream thread cannot read its state, stopping: {}",
                    unreadable.get().getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Optional<RetriableException> outage = cause(exception, RetriableException.class);
        if (outage.isPresent()) {
            replaced++;
            LOG.warn(
                    "Stream thread gave up waiting for Kafka, another begins to wait: {}",
                    outage.get().getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        refusal = Refusal.in(exception, "Read");
        refusal.ifPresent(why -> LOG.error("{}", why));
        if (counted < maxReplacements) {
            counted++;
            replaced++;
            LOG.error("Stream thread died, replacing it ({} of {})", counted, maxReplacements, exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("Stream thread died after {} replacements, stopping", counted, exception);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static <T> Optional<T> cause(Throwable exception, Class<T> type) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
