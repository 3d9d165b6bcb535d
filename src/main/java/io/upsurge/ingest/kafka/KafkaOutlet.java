package io.upsurge.ingest.kafka;

import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.UnwritableException;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes to the topics. Scrapes and facts go by their key {@code cluster/node} to the partition the producer's partitioner
 * chooses, which is that of every Kafka client in Java; a heartbeat goes to every partition of the samples. What the producer
 * has no room for, and what the brokers do not acknowledge in time, fails with {@link OutletBusyException}; a record that can
 * never be written with {@link UnwritableException}; anything else, such as a missing right, with what was met.
 */
public final class KafkaOutlet implements Outlet, AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Producer<byte[], byte[]> producer;
    private final Serializer<SampleRecord> sampleSerializer;
    private final Serializer<RolloutFact> factSerializer;
    private final String samplesTopic;
    private final String rolloutsTopic;

    /**
     * An outlet.
     *
     * @param producer where records are sent, made with {@link ProducerSettings}; closed with the outlet
     * @param sampleSerializer serializes scrapes and heartbeats
     * @param factSerializer serializes roll-out facts
     * @param samplesTopic topic of the samples
     * @param rolloutsTopic topic of the roll-out facts
     */
    public KafkaOutlet(
            Producer<byte[], byte[]> producer,
            Serializer<SampleRecord> sampleSerializer,
            Serializer<RolloutFact> factSerializer,
            String samplesTopic,
            String rolloutsTopic) {
        this.producer = producer;
        this.sampleSerializer = sampleSerializer;
        this.factSerializer = factSerializer;
        this.samplesTopic = samplesTopic;
        this.rolloutsTopic = rolloutsTopic;
    }

    @Override
    public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
        Delivery delivery = new Delivery();
        try {
            for (RolloutFact fact : facts) {
                send(delivery, rolloutsTopic, null, fact.nodeId().key(), factSerializer.serialize(rolloutsTopic, fact));
            }
            for (SampleRecord sample : samples) {
                send(delivery, sample);
            }
            delivery.allSent();
        } catch (RuntimeException e) {
            delivery.broken(e);
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        var unused = delivery.done().whenComplete((done, error) -> {
            if (error == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(translated(error));
            }
        });
        return result;
    }

    private void send(Delivery delivery, SampleRecord sample) {
        byte[] value = sampleSerializer.serialize(samplesTopic, sample);
        if (sample instanceof Heartbeat heartbeat) {
            // The producer keeps the partitions with its other metadata, and looks them up anew every few minutes.
            int partitions = producer.partitionsFor(samplesTopic).size();
            for (int partition = 0; partition < partitions; partition++) {
                send(delivery, samplesTopic, partition, heartbeat.key(), value);
            }
        } else if (sample instanceof Scrape scrape) {
            send(delivery, samplesTopic, null, scrape.nodeId().key(), value);
        }
    }

    private void send(Delivery delivery, String topic, Integer partition, String key, byte[] value) {
        delivery.sending();
        try {
            var unused = producer.send(
                    new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value), delivery);
        } catch (RuntimeException e) {
            delivery.onCompletion(null, e);
            throw e;
        }
    }

    private static RuntimeException translated(Throwable error) {
        if (error instanceof RetriableException || error instanceof InterruptException) {
            return new OutletBusyException(
                    "Kafka does not take records now: " + error.getMessage(), RETRY_AFTER, error);
        }
        if (error instanceof RecordTooLargeException
                || error instanceof RecordBatchTooLargeException
                || error instanceof InvalidRecordException
                || error instanceof SerializationException) {
            return new UnwritableException("a record can never be written: " + error.getMessage(), error);
        }
        if (error instanceof AuthorizationException) {
            return new IllegalStateException("Kafka does not permit Write: " + error.getMessage(), error);
        }
        return new IllegalStateException("Kafka refuses records: " + error.getMessage(), error);
    }

    /** Why nothing can be written now, as far as that shows; empty if it can. */
    public Optional<String> trouble() {
        try {
            producer.partitionsFor(samplesTopic);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("Kafka does not tell of the topic " + samplesTopic + ": " + e.getMessage());
        }
    }

    /** Waits up to eight seconds for what is on its way. */
    @Override
    public void close() {
        producer.close(STOP_WITHIN);
    }
}
