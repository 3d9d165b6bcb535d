package io.upsurge.app;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.simulate.SimulatedRecord;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes simulated records to the topics. Scrapes and facts go by their key {@code cluster/node} to the partition the
 * producer's partitioner chooses; a heartbeat goes to every partition of the samples. The broker dates the records as of
 * now, because a scenario lies in the past and a topic's retention would delete what is older than it.
 */
public final class ScenarioLoader {
    private static final long PROGRESS_EVERY = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final Serializer<SampleRecord> sampleSerializer;
    private final Serializer<RolloutFact> factSerializer;
    private final String samplesTopic;
    private final String rolloutsTopic;
    private final int partitions;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Makes a loader.
     *
     * @param producer where records are sent; stays open. It must keep the order of records of a partition
     * @param sampleSerializer serializes scrapes and heartbeats
     * @param factSerializer serializes roll-out facts
     * @param samplesTopic topic of the samples
     * @param rolloutsTopic topic of the roll-out facts
     * @param partitions partitions of the topic of the samples, at least 1
     */
    public ScenarioLoader(
            Producer<byte[], byte[]> producer,
            Serializer<SampleRecord> sampleSerializer,
            Serializer<RolloutFact> factSerializer,
            String samplesTopic,
            String rolloutsTopic,
            int partitions) {
        this.producer = producer;
        this.sampleSerializer = sampleSerializer;
        this.factSerializer = factSerializer;
        this.samplesTopic = samplesTopic;
        this.rolloutsTopic = rolloutsTopic;
        this.partitions = partitions;
    }

    /**
     * Sends all records and waits until the broker has acknowledged every one.
     *
     * @param records what to send, in this order
     * @param progress told now and then, and at the end, how many of the records have been sent
     * @return how many of the records have been sent; a heartbeat counts once
     * @throws IllegalStateException if the broker does not take a record; the message names its topic and key. No
     *     further record is handed to the producer then
     * @throws org.apache.kafka.common.KafkaException if the producer refuses a record at once
     */
    public long load(Iterator<SimulatedRecord> records, LongConsumer progress) {
        long sent = 0;
        while (records.hasNext()) {
            send(records.next());
            sent++;
            check();
            if (sent % PROGRESS_EVERY == 0) {
                progress.accept(sent);
            }
        }
        producer.flush();
        check();
        progress.accept(sent);
        return sent;
    }

    private void send(SimulatedRecord record) {
        if (record instanceof SimulatedRecord.Rollout rollout) {
            RolloutFact fact = rollout.fact();
            send(rolloutsTopic, null, fact.nodeId().key(), factSerializer.serialize(rolloutsTopic, fact));
        } else if (record instanceof SimulatedRecord.Sample sample) {
            send(sample.record());
        }
    }

    private void send(SampleRecord sample) {
        byte[] value = sampleSerializer.serialize(samplesTopic, sample);
        if (sample instanceof Heartbeat heartbeat) {
            for (int partition = 0; partition < partitions; partition++) {
                send(samplesTopic, partition, heartbeat.key(), value);
            }
        } else if (sample instanceof Scrape scrape) {
            send(samplesTopic, null, scrape.nodeId().key(), value);
        }
    }

    private void send(String topic, Integer partition, String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, partition, keyBytes, value), (metadata, error) -> {
            if (error != null) {
                failure.compareAndSet(
                        null,
                        new IllegalStateException(
                                "topic " + topic + " did not take the record with key '" + key + "': " + error, error));
            }
        });
    }

    private void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException(first.getMessage(), first.getCause());
        }
    }
}
