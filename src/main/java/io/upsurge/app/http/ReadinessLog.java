package io.upsurge.app.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what {@code /readyz} says: once when the process does its work, once for each reason why it does not. What
 * lasts no longer than a few seconds, such as a rebalance, is not worth a line.
 */
public final class ReadinessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadinessLog.class);
    private static final long ROUND_MS = 5_000;

    private final ProcessHealth health;
    private final ScheduledExecutorService rounds;
    private Optional<String> seen = Optional.of("");
    private Optional<String> said = seen;
    private long unreadySinceNs;
    private boolean wasReady;

    /** Looks at the health of a process from now on. */
    public ReadinessLog(ProcessHealth health) {
        this.health = health;
        this.rounds = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "readiness-log");
            thread.setDaemon(true);
            return thread;
        });
        var unused = rounds.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            look(health.unready());
        } catch (RuntimeException e) {
            LOG.warn("Cannot tell whether the process is ready: {}", e.toString());
        }
    }

    /** Takes what holds now. */
    void look(Optional<String> unready) {
        boolean lasts = unready.isEmpty() || unready.equals(seen);
        if (seen.isEmpty() && unready.isPresent()) {
            unreadySinceNs = System.nanoTime();
        }
        seen = unready;
        if (!lasts || unready.equals(said)) {
            return;
        }
        said = unready;
        if (unready.isPresent()) {
            LOG.warn("Not ready: {}", unready.get());
        } else if (wasReady) {
            LOG.info(
                    "Ready again, after {} s",
                    Duration.ofNanos(System.nanoTime() - unreadySinceNs).toSeconds());
        } else {
            wasReady = true;
            LOG.info("Ready");
        }
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
