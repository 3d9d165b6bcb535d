package io.upsurge.app.view;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.topics.Refusal;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.view.FleetView;
import io.upsurge.view.FleetView.Retention;
import io.upsurge.words.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The view of a process that follows the topics on a thread of its own, whatever happens to Kafka and the registry. */
public final class LiveView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MS = 2_000;
    private static final int MOST_ANOMALIES = 5_000;
    private static final int HEAP_SHARE = 8;

    private final FleetView view;
    private final Clock clock;
    private final UpsurgeConfig config;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Decoders> decoders;
    private final ViewListener listener;
    private final LongAdder undecodable = new LongAdder();
    private final Set<String> unreadTopics = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile String trouble = "reading the topics";

    /**
     * Follows the topics from now on.
     *
     * @param config the configuration
     * @param consumers make what reads, committed records and without a group
     * @param decoders make what decodes
     * @param listener is told of what comes in
     * @param clock tells how far back to read
     */
    public LiveView(
            UpsurgeConfig config,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Decoders> decoders,
            ViewListener listener,
            Clock clock) {
        this.config = config;
        this.consumers = consumers;
        this.decoders = decoders;
        this.listener = new Counted(listener);
        this.clock = clock;
        this.view = empty(config);
        this.thread = new Thread(this::follow, "view");
        this.thread.setDaemon(true);
    }

    /** A view that knows nothing yet, with an eighth of the heap for rates. */
    public static FleetView empty(UpsurgeConfig config) {
        return new FleetView(
                Detector.of(config.signals(), config.engine(), config.rule()),
                new Retention(
                        config.http().historyMs(),
                        Runtime.getRuntime().maxMemory() / HEAP_SHARE / Retention.WINDOW_BYTES,
                        MOST_ANOMALIES));
    }

    /** Begins to follow. */
    public LiveView start() {
        thread.start();
        return this;
    }

    /** What is known. */
    public FleetView view() {
        return view;
    }

    /** Why it does not show all that the topics say; empty if it does. */
    public Optional<String> unready() {
        return ready ? Optional.empty() : Optional.of(trouble);
    }

    /** Shows what could not be read. */
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("upsurge.view.undecodable.records", undecodable, LongAdder::sum)
                .description(
                        "Records of results and roll-outs that the API does not show because they cannot be decoded")
                .register(registry);
    }

    private void follow() {
        while (!stopped()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get();
                    Decoders open = decoders.get()) {
                TopicFeed feed = new TopicFeed(consumer, open, config.topics(), view, listener);
                feed.begin(clock.instant(), Duration.ofMillis(config.http().historyMs()));
                while (!stopped()) {
                    feed.poll(POLL);
                    ready = ready || feed.isCaughtUp();
                }
            } catch (RuntimeException e) {
                if (!stopped()) {
                    pause(OneLine.of(Refusal.in(e, "Read").orElse(String.valueOf(e.getMessage()))));
                }
            }
        }
    }

    /** What was read stays; it is read again from the start of the history, which changes nothing. */
    private void pause(String why) {
        if (!why.equals(trouble)) {
            LOG.warn("Cannot read what the API shows: {}; trying again", why);
            trouble = why;
        }
        try {
            stop.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Stops to follow. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counts what cannot be decoded, logs the first of each topic, and passes on the rest. */
    private final class Counted implements ViewListener {
        private final ViewListener next;

        Counted(ViewListener next) {
            this.next = next;
        }

        @Override
        public void rate(VersionRate rate) {
            next.rate(rate);
        }

        @Override
        public void anomaly(Anomaly change) {
            next.anomaly(change);
        }

        @Override
        public void undecodable(String topic, String why) {
            undecodable.increment();
            if (unreadTopics.add(topic)) {
                LOG.warn("A record of {} cannot be decoded, and is not shown: {}", topic, OneLine.of(why));
            }
        }
    }
}
