package io.upsurge.deliver.alertmanager;

import io.upsurge.deliver.AlertMetrics;
import io.upsurge.deliver.AnomalyFeed;
import io.upsurge.deliver.FeedHandler;
import io.upsurge.deliver.MessageSink.FeedSource;
import io.upsurge.deliver.Trouble;
import io.upsurge.model.Anomaly;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cluster of Alertmanagers told of what is open. What is open follows from the topic; it is read anew at each start.
 * Offsets are committed once one peer was told of what they say; each peer is told by itself.
 */
public final class AlertmanagerSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSink.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long STOP_WITHIN_MS = 10_000;
    private static final String RULES = "alertmanager";

    private final String name;
    private final OpenAlerts alerts;
    private final List<Peer> peers;
    private final AnomalyFeed feed;
    private final IntFunction<List<Anomaly>> openOf;
    private final AlertMetrics metrics;
    private final Clock clock;
    private final Trouble reading;
    private final Map<Integer, Long> next = new HashMap<>();
    private final NavigableMap<Long, Map<Integer, Long>> untold = new TreeMap<>();
    private final NavigableMap<Long, Long> writtenMs = new TreeMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * A sink that is not started yet.
     *
     * @param name its name
     * @param alerts what is open
     * @param peers the Alertmanagers; closed with the sink
     * @param feeds makes the feed
     * @param openOf the anomalies that are open according to the compacted topic, by partition
     * @param metrics for what is counted
     * @param clock tells the present
     */
    AlertmanagerSink(
            String name,
            OpenAlerts alerts,
            List<Peer> peers,
            FeedSource feeds,
            IntFunction<List<Anomaly>> openOf,
            AlertMetrics metrics,
            Clock clock) {
        this.name = name;
        this.alerts = alerts;
        this.peers = List.copyOf(peers);
        this.openOf = openOf;
        this.metrics = metrics;
        this.clock = clock;
        this.reading = new Trouble(LOG, "Kafka, for sink " + name);
        this.feed = feeds.feed(new Handler(), RULES);
        this.thread = new Thread(this::run, "alert-" + name);
    }

    /** Tells from now on. */
    public void start() {
        peers.forEach(Peer::start);
        thread.start();
    }

    private void run() {
        try (feed) {
            while (!stopped) {
                try {
                    step();
                    reading.over();
                } catch (WakeupException e) {
                    LOG.debug("Woken to stop");
                } catch (RuntimeException e) {
                    reading.note(e);
                    Thread.sleep(POLL.toMillis());
                }
            }
            feed.commitAtLast(told());
        } catch (InterruptedException e) {
            LOG.info("sink {}: interrupted; what is not committed is told again", name);
        } catch (RuntimeException e) {
            LOG.error("sink {}: is told of nothing any more", name, e);
        }
    }

    private void step() {
        feed.poll(POLL, true);
        if (feed.isCaughtUp()) {
            long version = alerts.version();
            if (!next.isEmpty()) {
                untold.put(version, new HashMap<>(next));
            }
            peers.forEach(peer -> peer.wake(version));
        }
        feed.commit(told());
        metrics.open(alerts.firing());
        OptionalLong oldest = writtenMs.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(writtenMs.firstEntry().getValue());
        metrics.pending(writtenMs.size(), oldest);
    }

    /** How far one peer at least was told. */
    private Map<Integer, Long> told() {
        long version = peers.stream().mapToLong(Peer::takenVersion).max().orElse(-1);
        NavigableMap<Long, Long> taken = writtenMs.headMap(version, true);
        taken.values().forEach(ms -> metrics.latency(Duration.ofMillis(clock.millis() - ms)));
        taken.clear();
        Map.Entry<Long, Map<Integer, Long>> last = untold.floorEntry(version);
        if (last == null) {
            return Map.of();
        }
        untold.headMap(last.getKey(), false).clear();
        return last.getValue();
    }

    /** Stops. What fires goes on firing as long as it was said to, so that a restart is not noticed. */
    @Override
    public void close() {
        stopped = true;
        feed.wakeup();
        peers.forEach(Peer::close);
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

    private final class Handler implements FeedHandler {
        @Override
        public void remember(Change change) {
            alerts.apply(change, true, clock.millis());
        }

        @Override
        public void caughtUp(int partition, long offset, boolean afresh) {
            openOf.apply(partition).forEach(anomaly -> alerts.seed(anomaly, partition));
            next.put(partition, offset);
        }

        @Override
        public void take(Change change) {
            long before = alerts.version();
            alerts.apply(change, false, clock.millis());
            next.put(change.partition(), change.offset() + 1);
            if (alerts.version() > before) {
                writtenMs.put(alerts.version(), change.writtenMs());
            }
        }

        @Override
        public void skip(int partition, long offset) {
            next.put(partition, offset + 1);
        }

        @Override
        public void drop(int partition) {
            next.remove(partition);
            untold.values().forEach(offsets -> offsets.remove(partition));
            alerts.drop(partition);
        }
    }
}
