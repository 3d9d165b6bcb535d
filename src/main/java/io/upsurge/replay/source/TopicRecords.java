package io.upsurge.replay.source;

import io.upsurge.replay.Item;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Source;
import io.upsurge.replay.UnusableInputException;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.sort.ExternalSort;
import io.upsurge.stream.Intake;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The topics of a running pipeline, up to the ends they have when they are opened. They are read in no group, so that nothing
 * that runs takes notice. Records that the guards of the pipeline refuse are refused.
 */
public final class TopicRecords implements Source {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final IntFunction<Intake> intakes;
    private final String samples;
    private final String rollouts;
    private final ReplayRange range;
    private final long futureToleranceMs;

    /**
     * Topics that are not read yet.
     *
     * @param consumer client that reads committed records, in no group; not closed here
     * @param intakes makes what decodes and refuses as the topology does, from the number of partitions
     * @param samples name of the topic of the samples; it is read from the first record that the broker dates at the beginning
     *     of the range
     * @param rollouts name of the topic of the roll-outs; it is read from its beginning, for it says what ran
     * @param range which records will be asked for
     * @param futureToleranceMs by how much a record may be dated ahead of the broker's clock, milliseconds
     */
    public TopicRecords(
            Consumer<byte[], byte[]> consumer,
            IntFunction<Intake> intakes,
            String samples,
            String rollouts,
            ReplayRange range,
            long futureToleranceMs) {
        this.consumer = consumer;
        this.intakes = intakes;
        this.samples = samples;
        this.rollouts = rollouts;
        this.range = range;
        this.futureToleranceMs = futureToleranceMs;
    }

    @Override
    public List<Input> inputs() {
        return List.of(new Input(samples, -1, ""), new Input(rollouts, -1, ""));
    }

    @Override
    public Cursor<Item> open(Workshop workshop) throws IOException {
        ExternalSort<Item> sort = workshop.itemSort();
        List<TopicPartition> ofSamples = partitions(samples);
        Intake intake = intakes.apply(ofSamples.size());
        read(ofSamples, begin(ofSamples), record -> intake.sample(record).map(Item.Sample::new), sort, workshop);
        List<TopicPartition> ofRollouts = partitions(rollouts);
        read(
                ofRollouts,
                consumer.beginningOffsets(ofRollouts),
                record -> intake.fact(record).map(Item.Fact::new),
                sort,
                workshop);
        return sort.sorted();
    }

    private interface Decoder {
        Optional<Item> decode(ConsumerRecord<byte[], byte[]> record);
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new UnusableInputException("there is no topic " + topic);
        }
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** No record is dated by the broker before the instant it speaks of, but for the tolerance. */
    private Map<TopicPartition, Long> begin(List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begin = new HashMap<>(consumer.beginningOffsets(partitions));
        if (range.fromMs() > futureToleranceMs) {
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, range.fromMs() - futureToleranceMs));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            partitions.forEach(partition -> {
                OffsetAndTimestamp at = found.get(partition);
                begin.put(partition, at == null ? ends.get(partition) : Long.valueOf(at.offset()));
            });
        }
        return begin;
    }

    private void read(
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begin,
            Decoder decoder,
            ExternalSort<Item> sort,
            Workshop workshop)
            throws IOException {
        consumer.assign(partitions);
        begin.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long last = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    Optional<Item> item = decoder.decode(record);
                    if (item.isPresent()) {
                        sort.add(item.get());
                    } else {
                        workshop.refusals()
                                .add(record.topic() + " partition " + record.partition() + " offset " + record.offset()
                                        + ": refused as the pipeline refuses it");
                    }
                }
            }
            if (!batch.isEmpty()) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE_NANOS) {
                throw new TimeoutException("nothing came from " + partitions);
            }
        }
    }
}
