package io.upsurge.ingest.kubernetes;

import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.model.RolloutFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the facts of one cluster: those of what starts as they come, and from time to time all of them. One batch after the
 * other, each until it is written, so that the facts of a node stay in order. If so many wait that there is no room for more,
 * a snapshot takes the place of what did not fit.
 *
 * <p>No snapshot is written while the cluster is not heard: what was true before may not be true any more.
 */
final class FactWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactWriter.class);
    private static final int MAX_WAITING = 50_000;
    private static final int BATCH = 500;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration WRITE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final String cluster;
    private final Outlet outlet;
    private final Leadership leadership;
    private final Duration snapshotInterval;
    private final WatchMetrics metrics;
    private final Troubles troubles;
    private final BlockingQueue<RolloutFact> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicBoolean overflown = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile BooleanSupplier current = () -> false;
    private volatile Supplier<List<RolloutFact>> snapshot = List::of;
    private boolean wasCurrent;

    FactWriter(String cluster, Outlet outlet, Leadership leadership, Duration snapshotInterval, WatchMetrics metrics) {
        this.cluster = cluster;
        this.outlet = outlet;
        this.leadership = leadership;
        this.snapshotInterval = snapshotInterval;
        this.metrics = metrics;
        this.troubles = new Troubles(LOG, "Cluster " + cluster);
        this.thread = new Thread(this::run, "upsurge-watch-" + cluster);
    }

    /**
     * Begins to write.
     *
     * @param current whether the cluster is heard
     * @param snapshot everything that runs
     */
    void start(BooleanSupplier current, Supplier<List<RolloutFact>> snapshot) {
        this.current = current;
        this.snapshot = snapshot;
        thread.start();
    }

    /** Facts to be written. Does not block. */
    void accept(List<RolloutFact> facts) {
        for (RolloutFact fact : facts) {
            if (!waiting.offer(fact)) {
                overflown.set(true);
                metrics.overflow(cluster, 1);
            }
        }
    }

    /** How many facts wait. */
    int waiting() {
        return waiting.size();
    }

    private void run() {
        try {
            long term = leadership.term();
            long snapshotAt = System.nanoTime() + snapshotInterval.toNanos();
            while (closing.getCount() > 0 || !waiting.isEmpty()) {
                RolloutFact first = waiting.poll(closing.getCount() > 0 ? TICK.toMillis() : 0, TimeUnit.MILLISECONDS);
                tellWhetherCurrent();
                long now = leadership.term();
                if (now != term && now > 0) {
                    overflown.set(true);
                }
                term = now;
                if (first != null) {
                    List<RolloutFact> batch = new ArrayList<>(List.of(first));
                    waiting.drainTo(batch, BATCH - 1);
                    write(batch, "start");
                } else if (wasCurrent && (overflown.get() || System.nanoTime() - snapshotAt >= 0)) {
                    overflown.set(false);
                    snapshotAt = System.nanoTime() + snapshotInterval.toNanos();
                    writeSnapshot();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellWhetherCurrent() {
        boolean now = current.getAsBoolean();
        if (now && !wasCurrent) {
            LOG.info("Cluster {}: everything is known, and changes are heard", cluster);
        } else if (!now && wasCurrent) {
            LOG.warn("Cluster {}: the API server is not heard; no snapshots until it is", cluster);
        }
        wasCurrent = now;
    }

    private void writeSnapshot() throws InterruptedException {
        List<RolloutFact> all = snapshot.get();
        for (int from = 0; from < all.size(); from += BATCH) {
            write(all.subList(from, Math.min(all.size(), from + BATCH)), "snapshot");
        }
    }

    /** Tries until it is written, or another replica has taken over. */
    private void write(List<RolloutFact> facts, String kind) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (leadership.term() > 0) {
            Duration wait = pause;
            try {
                outlet.write(List.of(), facts).get(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
                metrics.written(cluster, kind, facts.size());
                troubles.over();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UnwritableException) {
                    writeSingly(facts, kind, e.getCause());
                    return;
                }
                wait = refused(e.getCause(), pause);
            } catch (TimeoutException | RuntimeException e) {
                wait = refused(e, pause);
            }
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(wait.toMillis());
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** One of them can never be written: the others shall be. */
    private void writeSingly(List<RolloutFact> facts, String kind, Throwable why) throws InterruptedException {
        if (facts.size() == 1) {
            metrics.overflow(cluster, 1);
            LOG.error("Cluster {}: a fact can never be written and is left out: {}", cluster, facts.get(0), why);
            return;
        }
        for (RolloutFact fact : facts) {
            write(List.of(fact), kind);
        }
    }

    private Duration refused(Throwable error, Duration pause) {
        metrics.writeFailure(cluster);
        Duration wait = error instanceof OutletBusyException busy ? busy.retryAfter() : pause;
        troubles.note("facts are not written: " + error.getMessage());
        return wait;
    }

    /** Writes what waits, as far as it can within ten seconds, and ends. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(LAST_WORDS.toMillis());
            thread.interrupt();
            thread.join(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
