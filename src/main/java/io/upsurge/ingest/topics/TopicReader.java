package io.upsurge.ingest.topics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.format.Trait;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.IngestMetrics;
import io.upsurge.ingest.IngestMetrics.Outcome;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.RareWarning;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.place.Gathered;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics in which others write metrics, and writes what signals ask for to our own. Offsets are committed once Kafka
 * has acknowledged all that came of the records: after a stop in between they are read again, which is harmless, as samples
 * are put, not added. Records that cannot be read go to the dead letters. Partitions are read in the order of time, as far as
 * their records are there; what is out of order by more than the grace is late.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final long WAIT_FOR_OTHERS_NS = Duration.ofSeconds(5).toNanos();
    private static final int BATCH_RECORDS = 1_000;
    private static final int ENOUGH_OF_A_PARTITION = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Set<String> topics = new HashSet<>();
    private final Batch batch;
    private final Outlet outlet;
    private final DeadLetters deadLetters;
    private final Heartbeats heartbeats;
    private final MeterRegistry registry;
    private final IngestMetrics metrics;
    private final LongSupplier nowMs;
    private final long futureToleranceMs;
    private final TimeMerge merge = new TimeMerge(ENOUGH_OF_A_PARTITION);
    private final RareWarning busy = new RareWarning(LOG);
    private final RareWarning left = new RareWarning(LOG);
    private final Thread thread = new Thread(this::run, "topic-reader");
    private volatile boolean stopped;
    private long lastTakenNs = System.nanoTime();

    /**
     * A reader.
     *
     * @param consumer reads the topics, without committing of its own; closed with the reader
     * @param inputs the topics
     * @param batch decodes their records
     * @param outlet where scrapes and facts go
     * @param deadLetters where records go that cannot be read
     * @param heartbeats is told how far each cluster is
     * @param registry for what is counted
     * @param nowMs the present, milliseconds since 1970-01-01T00:00Z
     * @param futureToleranceMs how far ahead of it a reading may be dated, milliseconds
     */
    TopicReader(
            Consumer<byte[], byte[]> consumer,
            List<TopicInput> inputs,
            Batch batch,
            Outlet outlet,
            DeadLetters deadLetters,
            Heartbeats heartbeats,
            MeterRegistry registry,
            LongSupplier nowMs,
            long futureToleranceMs) {
        this.consumer = consumer;
        inputs.forEach(input -> topics.add(input.topic()));
        this.batch = batch;
        this.outlet = outlet;
        this.deadLetters = deadLetters;
        this.heartbeats = heartbeats;
        this.registry = registry;
        this.metrics = new IngestMetrics(registry, "topics");
        this.nowMs = nowMs;
        this.futureToleranceMs = futureToleranceMs;
    }

    /** Reads from now on, in a thread of its own. */
    void start() {
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(topics, new Assignments());
            while (!stopped) {
                try {
                    step();
                } catch (WakeupException e) {
                    LOG.debug("Woken to stop");
                } catch (KafkaException e) {
                    busy.warn(1, "times the topics could not be read", e.toString());
                    pause(AGAIN_AFTER);
                }
            }
        } catch (InterruptedException e) {
            LOG.info("Interrupted; what is not committed is read again");
        } catch (RuntimeException e) {
            LOG.error("The topics are read no longer", e);
        }
    }

    private void step() throws InterruptedException {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> full = merge.full();
        full.retainAll(assigned);
        consumer.resume(consumer.paused());
        consumer.pause(full);
        merge.add(consumer.poll(merge.isEmpty() ? POLL : Duration.ofMillis(10)));
        boolean patient = System.nanoTime() - lastTakenNs < WAIT_FOR_OTHERS_NS;
        List<ConsumerRecord<byte[], byte[]>> records =
                merge.take(consumer.assignment(), partition -> patient && isBehind(partition), BATCH_RECORDS);
        if (!records.isEmpty() || merge.isEmpty()) {
            lastTakenNs = System.nanoTime();
        }
        if (!records.isEmpty()) {
            write(records);
        }
    }

    private boolean isBehind(TopicPartition partition) {
        return consumer.currentLag(partition).orElse(1) > 0;
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        Batch.Result result = batch.decode(records, nowMs.getAsLong(), futureToleranceMs);
        count(records, result);
        Gathered gathered = result.gathered();
        long begun = System.nanoTime();
        if (!untilWritten(() -> outlet.write(gathered.scrapes(), gathered.facts()))
                || !untilWritten(() -> deadLetters.write(result.letters()))) {
            return;
        }
        metrics.acknowledgedAfter(Duration.ofNanos(System.nanoTime() - begun));
        if (merge.isEmpty() && consumer.assignment().stream().noneMatch(this::isBehind)) {
            heartbeats.note(gathered.latestMs());
        }
        commit(records);
    }

    private void count(List<ConsumerRecord<byte[], byte[]>> records, Batch.Result result) {
        Gathered gathered = result.gathered();
        long noted = result.notes().refusedCount();
        metrics.received(records.stream()
                .mapToLong(record -> Math.max(record.serializedValueSize(), 0))
                .sum());
        metrics.readings(Outcome.KEPT, gathered.kept());
        metrics.readings(Outcome.FILTERED, gathered.filtered());
        metrics.readings(Outcome.UNPLACED, gathered.unplaced());
        metrics.readings(Outcome.REJECTED, gathered.rejectedCount() + result.misdated() + noted);
        left.warn(noted, "items were left out", first(result.notes().examples()));
        left.warn(gathered.rejectedCount(), "readings can never be used", first(gathered.rejected()));
        left.warn(result.misdated(), "readings are dated wrongly", first(result.misdates()));
        for (DeadLetters.Letter letter : result.letters()) {
            String topic = letter.record().topic();
            counter("upsurge.ingest.dead.letters", "Records that could not be read", topic, "cause", "undecodable")
                    .increment();
            left.warn(
                    1, "records could not be read", topic + ": " + letter.why().getMessage());
        }
        result.notes().traits().forEach((trait, times) -> seen(trait, times));
    }

    private void seen(Trait trait, long times) {
        counter(
                        "upsurge.ingest.traits",
                        "Kinds of metrics met, and what the way here lost",
                        "all",
                        "trait",
                        trait.text())
                .increment((double) times);
    }

    private Counter counter(String name, String description, String topic, String tag, String value) {
        return Counter.builder(name)
                .description(description)
                .tag("topic", topic)
                .tag(tag, value)
                .register(registry);
    }

    private static String first(List<String> examples) {
        return examples.isEmpty() ? "" : examples.get(0);
    }

    /** Writes until it is acknowledged, or can never be; false if the reader is stopped before. */
    private boolean untilWritten(Supplier<CompletableFuture<Void>> write) throws InterruptedException {
        while (true) {
            try {
                write.get().get();
                return true;
            } catch (ExecutionException | KafkaException e) {
                Throwable why = e instanceof ExecutionException ? e.getCause() : e;
                if (why instanceof UnwritableException) {
                    left.warn(1, "batches hold a record that can never be written", why.getMessage());
                    return true;
                }
                if (stopped) {
                    return false;
                }
                busy.warn(1, "times records could not be written; they are tried again", why.toString());
                pause(why instanceof OutletBusyException later ? later.retryAfter() : AGAIN_AFTER);
            }
        }
    }

    /** Waits, and stays in the group meanwhile. */
    private void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (!stopped && System.nanoTime() < until) {
            try {
                consumer.pause(consumer.assignment());
                merge.add(consumer.poll(POLL));
            } catch (WakeupException e) {
                LOG.debug("Woken to stop");
            } catch (KafkaException e) {
                Thread.sleep(POLL.toMillis());
            }
        }
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        records.forEach(record -> next.put(
                new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1)));
        next.keySet().retainAll(consumer.assignment());
        try {
            consumer.commitSync(next);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("Others read these partitions now, and read the last records again: {}", e.getMessage());
        }
    }

    /** Stops after the records in hand. */
    @Override
    public void close() {
        stopped = true;
        consumer.wakeup();
        try {
            thread.join(STOP_WITHIN.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            merge.drop(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("Reading {}", partitions);
        }
    }
}
