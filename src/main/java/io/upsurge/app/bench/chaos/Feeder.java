package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.simulate.SimulatedRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the records of a season at an even pace, so many times as fast as its own time. A fact is in its topic before any
 * scrape that arrived later is: however fast the season goes, facts are no later than they were.
 */
final class Feeder implements Runnable {
    private static final String PATIENCE_MS = String.valueOf(Integer.MAX_VALUE);

    private final ChaosTopics topics;
    private final Season season;
    private final long wallMs;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final AtomicLong records = new AtomicLong();
    private final String samples;
    private final String rollouts;
    private volatile long reachedMs;
    private volatile boolean done;

    /**
     * A feeder.
     *
     * @param topics where to
     * @param season what
     * @param wallMs how long it takes, milliseconds
     */
    Feeder(ChaosTopics topics, Season season, long wallMs) {
        this.topics = topics;
        this.season = season;
        this.wallMs = wallMs;
        this.reachedMs = season.startMs();
        UpsurgeConfig.Topics names = topics.config().topics();
        this.samples = names.samples();
        this.rollouts = names.rollouts();
    }

    /** Up to which instant of the season records have been written, milliseconds since 1970-01-01T00:00Z. */
    long reachedMs() {
        return reachedMs;
    }

    /** Records of the season that were written; a heartbeat counts once. */
    long records() {
        return records.get();
    }

    /**
     * Whether all of them are acknowledged.
     *
     * @throws IllegalStateException if one could not be written
     */
    boolean done() {
        RuntimeException first = failure.get();
        if (first != null) {
            throw new IllegalStateException("the season could not be written: " + first.getMessage(), first);
        }
        return done;
    }

    @Override
    public void run() {
        Map<String, Object> settings = new HashMap<>(topics.config().kafka());
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", "5");
        // An outage of the broker is waited out.
        settings.put("delivery.timeout.ms", PATIENCE_MS);
        settings.put("max.block.ms", PATIENCE_MS);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            feed(producer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void feed(KafkaProducer<byte[], byte[]> producer) throws InterruptedException {
        double speed = (double) season.lasts().toMillis() / wallMs;
        long begin = System.nanoTime();
        boolean factsUnderWay = false;
        for (Iterator<SimulatedRecord> rest = season.records(); rest.hasNext() && failure.get() == null; ) {
            SimulatedRecord record = rest.next();
            long dueMs = (long) ((record.arrivalMs() - season.startMs()) / speed);
            long waitMs = dueMs - (System.nanoTime() - begin) / 1_000_000;
            if (waitMs > 0) {
                Thread.sleep(waitMs);
            }
            if (record instanceof SimulatedRecord.Rollout rollout) {
                send(producer, rollout.fact());
                factsUnderWay = true;
            } else if (record instanceof SimulatedRecord.Sample sample) {
                if (factsUnderWay) {
                    producer.flush();
                    factsUnderWay = false;
                }
                send(producer, sample.record());
            }
            records.incrementAndGet();
            reachedMs = record.arrivalMs();
        }
        producer.flush();
        done = true;
    }

    private void send(KafkaProducer<byte[], byte[]> producer, RolloutFact fact) {
        byte[] value = topics.contracts().serdes().rollouts().serializer().serialize(rollouts, fact);
        send(producer, rollouts, null, fact.nodeId().key(), value);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, SampleRecord sample) {
        byte[] value = topics.contracts().serdes().samples().serializer().serialize(samples, sample);
        if (sample instanceof Heartbeat heartbeat) {
            topics.partitions(samples).forEach(to -> send(producer, samples, to.partition(), heartbeat.key(), value));
        } else if (sample instanceof Scrape scrape) {
            send(producer, samples, null, scrape.nodeId().key(), value);
        }
    }

    private void send(
            KafkaProducer<byte[], byte[]> producer, String topic, Integer partition, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, partition, keyBytes, value), (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(null, new IllegalStateException(topic + ": " + error, error));
            }
        });
    }
}
