package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.Backoff;
import io.upsurge.deliver.Reply;
import io.upsurge.deliver.Trouble;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one peer told, in a thread of its own: of each change at once, of everything at each interval. After a failure it is
 * told what is true by then.
 */
final class Peer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);
    private static final long STOP_WITHIN_MS = 10_000;

    private final int number;
    private final OpenAlerts alerts;
    private final AlertPost post;
    private final Duration resend;
    private final Backoff backoff;
    private final AlertMetrics metrics;
    private final Clock clock;
    private final Trouble trouble;
    private final Thread thread;
    private boolean stopped;
    private boolean ready;
    private long wanted = -1;
    private volatile long takenVersion = -1;
    private long nextMs;
    private int failures;

    Peer(
            int number,
            String name,
            OpenAlerts alerts,
            AlertPost post,
            Duration resend,
            Backoff backoff,
            AlertMetrics metrics,
            Clock clock) {
        this.number = number;
        this.alerts = alerts;
        this.post = post;
        this.resend = resend;
        this.backoff = backoff;
        this.metrics = metrics;
        this.clock = clock;
        this.trouble = new Trouble(LOG, name);
        this.thread = new Thread(this::run, "alert-" + name);
    }

    void start() {
        thread.start();
    }

    /** There is something new, or everything is known for the first time. */
    synchronized void wake(long version) {
        ready = true;
        wanted = version;
        notifyAll();
    }

    /** What it was told last; everything up to this version. */
    long takenVersion() {
        return takenVersion;
    }

    private void run() {
        try {
            while (awaitTurn()) {
                round();
            }
        } catch (InterruptedException e) {
            LOG.debug("Stopped in the middle of a round");
        } catch (RuntimeException e) {
            LOG.error("An Alertmanager is told of nothing any more", e);
        }
    }

    /** Waits until there is something to tell; false when it is stopped. */
    private synchronized boolean awaitTurn() throws InterruptedException {
        while (!stopped) {
            long nowMs = clock.millis();
            boolean changed = failures == 0 && wanted > takenVersion;
            if (ready && (changed || nowMs >= nextMs)) {
                return true;
            }
            wait(ready ? Math.max(1, Math.min(1_000, nextMs - nowMs)) : 1_000);
        }
        return false;
    }

    private void round() throws InterruptedException {
        OpenAlerts.Snapshot snapshot = alerts.snapshot(clock.millis());
        Reply reply = post.all(snapshot.alerts());
        long nowMs = clock.millis();
        if (reply.isTaken()) {
            failures = 0;
            trouble.over();
            alerts.taken(number, snapshot, nowMs);
            takenVersion = snapshot.version();
            nextMs = nowMs + resend.toMillis();
        } else {
            failures++;
            metrics.failed(reply.reason());
            trouble.note(reply);
            nextMs =
                    nowMs + Math.min(backoff.after(failures, reply.retryAfter()).toMillis(), capMs(reply));
        }
    }

    /** No pause is so long that what stands ends by itself, unless the other side asks for it. */
    private long capMs(Reply reply) {
        return Math.max(resend.toMillis(), reply.retryAfter().toMillis());
    }

    @Override
    public void close() {
        synchronized (this) {
            stopped = true;
            notifyAll();
        }
        try {
            thread.join(STOP_WITHIN_MS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(STOP_WITHIN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
