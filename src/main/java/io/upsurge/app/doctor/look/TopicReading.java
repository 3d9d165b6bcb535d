package io.upsurge.app.doctor.look;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the newest records of a topic: those since an instant or those still to come, and never more than a number. In no
 * group, leaving nothing behind.
 */
final class TopicReading {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final long maxRecords;
    private long count;
    private int largestBytes;
    private boolean cut;

    /**
     * A reading.
     *
     * @param consumer client that reads committed records, in no group; not closed here
     * @param maxRecords most records to read of what is there already, spread evenly over the partitions
     */
    TopicReading(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, long maxRecords) {
        this.consumer = consumer;
        this.maxRecords = maxRecords;
    }

    /** The partitions of a topic; empty where there is no such topic. */
    List<TopicPartition> partitions(String topic) {
        return Optional.ofNullable(consumer.partitionsFor(topic)).orElse(List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /**
     * Reads what is there already.
     *
     * @param topic the topic
     * @param sinceMs from when on by the broker's clock, milliseconds since 1970-01-01T00:00Z; empty for the beginning
     * @param sink takes each record
     * @return how much was read
     * @throws TimeoutException if nothing comes for 20 s
     */
    Records past(String topic, OptionalLong sinceMs, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = partitions(topic);
        if (!partitions.isEmpty()) {
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(starts(partitions, ends, sinceMs));
            readTo(ends, sink);
        }
        return new Records(count, largestBytes, cut);
    }

    /**
     * Reads what comes from now on.
     *
     * @param topic the topic
     * @param length how long to wait for records
     * @param sink takes each record
     * @return how much was read
     */
    Records coming(String topic, Duration length, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        List<TopicPartition> partitions = partitions(topic);
        if (!partitions.isEmpty()) {
            consumer.assign(partitions);
            seek(consumer.endOffsets(partitions));
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end && !cut) {
                take(consumer.poll(POLL), Map.of(), sink);
                cut = count >= maxRecords;
            }
        }
        return new Records(count, largestBytes, cut);
    }

    private Map<TopicPartition, Long> starts(
            List<TopicPartition> partitions, Map<TopicPartition, Long> ends, OptionalLong sinceMs) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
        if (sinceMs.isPresent()) {
            Map<TopicPartition, Long> wanted = new HashMap<>();
            partitions.forEach(partition -> wanted.put(partition, Math.max(0, sinceMs.getAsLong())));
            consumer.offsetsForTimes(wanted)
                    .forEach((partition, found) -> starts.put(partition, from(found, ends, partition)));
        }
        long each = Math.max(1, maxRecords / partitions.size());
        starts.replaceAll((partition, start) -> {
            long newest = ends.get(partition) - each;
            cut |= newest > start;
            return Math.max(start, newest);
        });
        return starts;
    }

    private static long from(OffsetAndTimestamp found, Map<TopicPartition, Long> ends, TopicPartition partition) {
        return found == null ? ends.get(partition) : found.offset();
    }

    private void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> consumer.seek(partition, offset));
    }

    private void readTo(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        long last = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            take(batch, ends, sink);
            if (!batch.isEmpty()) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing came from " + ends.keySet());
            }
        }
    }

    private void take(
            ConsumerRecords<byte[], byte[]> batch,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < ends.getOrDefault(partition, Long.MAX_VALUE)) {
                count++;
                largestBytes = Math.max(
                        largestBytes,
                        Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()));
                sink.accept(record);
            }
        }
    }
}
