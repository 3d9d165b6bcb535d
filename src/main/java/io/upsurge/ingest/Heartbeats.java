package io.upsurge.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.model.Heartbeat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each cluster how far it has been written, to every partition: so that a partition without nodes of a cluster does
 * not hold it back. Only what Kafka has acknowledged is said. Safe for use by several threads.
 */
public final class Heartbeats implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final long FORGET_AFTER_MS = Duration.ofHours(1).toMillis();
    private static final Duration LAST_WITHIN = Duration.ofSeconds(5);

    private final Outlet outlet;
    private final LongSupplier nowMs;
    private final long futureToleranceMs;
    private final int maxClusters;
    private final Counter refused;
    private final RareWarning full = new RareWarning(LOG);
    private final RareWarning failed = new RareWarning(LOG);
    private final Map<String, Mark> marks = new HashMap<>();
    private final ScheduledExecutorService timer;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** How far a cluster is. */
    private static final class Mark {
        private long latestMs = Long.MIN_VALUE;
        private long saidMs = Long.MIN_VALUE;
        private long heardMs;
    }

    /**
     * Nothing is known and nothing is said yet.
     *
     * @param outlet where heartbeats go
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a heartbeat may be dated, milliseconds
     * @param maxClusters clusters spoken for; further ones are refused and counted
     * @param registry for what is counted
     */
    public Heartbeats(
            Outlet outlet, LongSupplier nowMs, long futureToleranceMs, int maxClusters, MeterRegistry registry) {
        this.outlet = outlet;
        this.nowMs = nowMs;
        this.futureToleranceMs = futureToleranceMs;
        this.maxClusters = maxClusters;
        this.refused = Counter.builder("upsurge.ingest.clusters.refused")
                .description("Times a cluster got no heartbeats because there were too many")
                .register(registry);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "heartbeats");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Says what is new from now on, this often. */
    public void start(Duration every) {
        var unused = timer.scheduleWithFixedDelay(
                this::beatOrWarn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Notes that readings up to these instants were acknowledged.
     *
     * @param latestMs by cluster, milliseconds since 1970-01-01T00:00Z
     */
    public synchronized void note(Map<String, Long> latestMs) {
        long now = nowMs.getAsLong();
        latestMs.forEach((cluster, instantMs) -> {
            Mark mark = marks.get(cluster);
            if (mark == null) {
                if (marks.size() >= maxClusters) {
                    refused.increment();
                    full.warn(1, "times a cluster got no heartbeats, as there are " + maxClusters + " others", cluster);
                    return;
                }
                mark = new Mark();
                marks.put(cluster, mark);
            }
            mark.heardMs = now;
            mark.latestMs = Math.max(mark.latestMs, Math.min(instantMs, now + futureToleranceMs));
        });
    }

    /**
     * Says what is new, unless what was said before is still on its way.
     *
     * @return done once it is acknowledged
     */
    public synchronized CompletableFuture<Void> beat() {
        if (!last.isDone()) {
            return last;
        }
        long now = nowMs.getAsLong();
        marks.values().removeIf(mark -> mark.heardMs < now - FORGET_AFTER_MS);
        List<Heartbeat> beats = new ArrayList<>();
        marks.forEach((cluster, mark) -> {
            if (mark.latestMs > mark.saidMs) {
                beats.add(new Heartbeat(cluster, mark.latestMs, false));
            }
        });
        if (!beats.isEmpty()) {
            last = outlet.write(beats, List.of()).whenComplete((done, error) -> said(beats, error));
        }
        return last;
    }

    private synchronized void said(List<Heartbeat> beats, Throwable error) {
        if (error != null) {
            failed.warn(beats.size(), "heartbeats could not be written and are tried again", error.toString());
            return;
        }
        for (Heartbeat beat : beats) {
            Mark mark = marks.get(beat.cluster());
            if (mark != null) {
                mark.saidMs = Math.max(mark.saidMs, beat.timeMs());
            }
        }
    }

    private void beatOrWarn() {
        try {
            var unused = beat();
        } catch (RuntimeException e) {
            LOG.error("Heartbeats stumbled", e);
        }
    }

    /** Stops, after saying what is new once more. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            last.exceptionally(error -> null).get(LAST_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            beat().get(LAST_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The last heartbeats could not be written: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
