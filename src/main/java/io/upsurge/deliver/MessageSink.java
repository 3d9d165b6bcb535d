package io.upsurge.deliver;

import io.upsurge.deliver.FeedHandler.Change;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one other side of each change that concerns it, in a thread of its own. A change counts as told once the other side
 * has taken it; only then its offset is committed. After a stop in between it is told again under the same id and sequence.
 */
public final class MessageSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageSink.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_PENDING = 1_000;

    private final String name;
    private final Channel channel;
    private final AnomalyFeed feed;
    private final Function<Integer, Told> memories;
    private final Map<Integer, Told> told = new HashMap<>();
    private final Outbox<Change> outbox = new Outbox<>();
    private final AlertMetrics metrics;
    private final Backoff backoff;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final Trouble trouble;
    private final Trouble reading;
    private final Thread thread;
    private volatile boolean stopped;
    private int failures;
    private long quietUntilMs;
    private long lastTakenMs;

    /** Makes the feed of a sink, given who takes its changes and under which rules. */
    @FunctionalInterface
    public interface FeedSource {
        /** A feed; closed by the sink. */
        AnomalyFeed feed(FeedHandler handler, String rules);
    }

    /**
     * A sink that is not started yet.
     *
     * @param name its name
     * @param routing which anomalies it is told of
     * @param updates which changes of them
     * @param giveUpAfter after how long a change is dropped that the other side refuses while it takes others
     * @param channel the way to the other side
     * @param feeds makes the feed
     * @param metrics for what is counted
     * @param backoff how long to wait between attempts
     * @param clock tells the present
     */
    public MessageSink(
            String name,
            Routing routing,
            Updates updates,
            Duration giveUpAfter,
            Channel channel,
            FeedSource feeds,
            AlertMetrics metrics,
            Backoff backoff,
            Clock clock) {
        this.name = name;
        this.channel = channel;
        this.memories = partition -> new Told(routing, updates);
        this.metrics = metrics;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
        this.trouble = new Trouble(LOG, "sink " + name);
        this.reading = new Trouble(LOG, "Kafka, for sink " + name);
        this.feed = feeds.feed(new Handler(), RulesName.of(routing, updates));
        this.thread = new Thread(this::run, "alert-" + name);
    }

    /** Tells from now on. */
    public void start() {
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
            feed.commitAtLast(outbox.committable());
        } catch (InterruptedException e) {
            LOG.info("sink {}: interrupted; what is not committed is told again", name);
        } catch (RuntimeException e) {
            LOG.error("sink {}: is told of nothing any more", name, e);
        }
    }

    private void step() throws InterruptedException {
        feed.poll(patience(), outbox.size() < MOST_PENDING);
        skipWhatDoesNotConcern();
        tellNext();
        feed.commit(outbox.committable());
        show();
    }

    private Duration patience() {
        OptionalLong due = outbox.nextDueMs();
        if (due.isEmpty()) {
            return POLL;
        }
        long wait = Math.max(due.getAsLong(), quietUntilMs) - clock.millis();
        return Duration.ofMillis(Math.max(0, Math.min(POLL.toMillis(), wait)));
    }

    /** What nobody is to be told needs no attempt. */
    private void skipWhatDoesNotConcern() {
        for (Optional<Outbox.Item<Change>> item = outbox.due(clock.millis());
                item.isPresent();
                item = outbox.due(clock.millis())) {
            Change change = item.get().content();
            Told memory = memory(change.partition());
            if (memory.decide(change.anomaly()).isPresent()) {
                return;
            }
            memory.note(change.anomaly(), false);
            outbox.done(item.get());
        }
    }

    private void tellNext() throws InterruptedException {
        long nowMs = clock.millis();
        Optional<Outbox.Item<Change>> due = outbox.due(nowMs);
        if (due.isEmpty() || nowMs < quietUntilMs) {
            return;
        }
        Outbox.Item<Change> item = due.get();
        Change change = item.content();
        Optional<Notice> notice = memory(change.partition()).decide(change.anomaly());
        if (notice.isEmpty()) {
            return;
        }
        Reply reply = send(notice.get());
        switch (reply.kind()) {
            case TAKEN -> taken(item, notice.get());
            case REFUSED -> drop(item, notice.get(), reply.reason(), reply.detail());
            case LATER, MISCONFIGURED -> failed(item, notice.get(), reply);
        }
    }

    /** What a format cannot put into words, it cannot the next time either. */
    private Reply send(Notice notice) throws InterruptedException {
        try {
            return channel.send(notice);
        } catch (RuntimeException e) {
            LOG.error("sink {}: {} cannot be told", name, notice.key(), e);
            return Reply.refused("internal", e.toString());
        }
    }

    private void taken(Outbox.Item<Change> item, Notice notice) {
        failures = 0;
        lastTakenMs = clock.millis();
        trouble.over();
        memory(item.partition()).note(notice.anomaly(), true);
        outbox.done(item);
        metrics.delivered(notice.event().word(), 1);
        metrics.latency(Duration.ofMillis(lastTakenMs - item.content().writtenMs()));
    }

    private void drop(Outbox.Item<Change> item, Notice notice, String reason, String detail) {
        LOG.error(
                "sink {}: is not told of {} ({}), for it does not take it: {}",
                name,
                notice.key(),
                notice.event().word(),
                detail);
        metrics.dropped(reason);
        memory(item.partition()).note(notice.anomaly(), false);
        outbox.done(item);
    }

    private void failed(Outbox.Item<Change> item, Notice notice, Reply reply) {
        long nowMs = clock.millis();
        metrics.failed(reply.reason());
        int own = item.failed(nowMs);
        boolean othersTaken = lastTakenMs > item.firstFailedMs();
        if (othersTaken && nowMs - item.firstFailedMs() >= giveUpAfter.toMillis()) {
            drop(item, notice, "given-up", "tried " + own + " times; last: " + reply.detail());
            return;
        }
        trouble.note(reply);
        failures++;
        item.notBefore(nowMs + backoff.after(own, reply.retryAfter()).toMillis());
        quietUntilMs = nowMs + backoff.after(failures, reply.retryAfter()).toMillis();
    }

    private Told memory(int partition) {
        return told.computeIfAbsent(partition, memories);
    }

    private void show() {
        OptionalLong oldest = OptionalLong.empty();
        for (Outbox.Item<Change> item : outbox.items()) {
            long writtenMs = item.content().writtenMs();
            oldest = OptionalLong.of(Math.min(writtenMs, oldest.orElse(writtenMs)));
        }
        metrics.pending(outbox.size(), oldest);
        metrics.open(told.values().stream().mapToInt(Told::count).sum());
    }

    /** Stops after the attempt in hand. What was not taken is told by the next process. */
    @Override
    public void close() {
        stopped = true;
        feed.wakeup();
        try {
            thread.join(STOP_WITHIN.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(STOP_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Handler implements FeedHandler {
        @Override
        public void remember(Change change) {
            memory(change.partition()).remember(change.anomaly());
        }

        @Override
        public void caughtUp(int partition, long next, boolean afresh) {
            if (afresh) {
                Told memory = memory(partition);
                memory.startAfresh();
                long nowMs = clock.millis();
                memory.open()
                        .forEach(anomaly -> outbox.add(
                                anomaly.id(),
                                partition,
                                Outbox.BEFORE_ALL,
                                new Change(anomaly, partition, Outbox.BEFORE_ALL, nowMs)));
            }
            outbox.readUpTo(partition, next);
        }

        @Override
        public void take(Change change) {
            outbox.add(change.anomaly().id(), change.partition(), change.offset(), change);
        }

        @Override
        public void skip(int partition, long offset) {
            outbox.readUpTo(partition, offset + 1);
        }

        @Override
        public void drop(int partition) {
            outbox.drop(partition);
            told.remove(partition);
        }
    }
}
