package io.upsurge.app.explain;

import io.upsurge.app.tail.TailException;
import io.upsurge.replay.Item;
import io.upsurge.stream.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The records of one cluster from both inputs, from their beginning, merged by event time: each partition in its own order,
 * always the partition whose next record is oldest, as Kafka Streams takes them from a backlog. Holds some hundred records of
 * a partition, however long the topics are.
 */
final class InputReader {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int ENOUGH = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Intake intake;
    private final String cluster;
    private final String samples;
    private final Map<TopicPartition, Feed> feeds = new TreeMap<>(InputReader::inOrder);
    private final PriorityQueue<Feed> ready = new PriorityQueue<>();
    private final boolean cut;

    /**
     * Begins to read, at the oldest record there is.
     *
     * @param consumer client that reads committed records, in no group; not closed here
     * @param intake decodes and refuses as the topology does
     * @param cluster whose records are wanted
     * @param samples name of the topic of the samples
     * @param rollouts name of the topic of the roll-outs
     * @throws TailException if a topic does not exist
     */
    InputReader(Consumer<byte[], byte[]> consumer, Intake intake, String cluster, String samples, String rollouts) {
        this.consumer = consumer;
        this.intake = intake;
        this.cluster = cluster;
        this.samples = samples;
        List<TopicPartition> partitions = new ArrayList<>(partitions(consumer, samples));
        partitions.addAll(partitions(consumer, rollouts));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        consumer.endOffsets(partitions).forEach((at, end) -> feeds.put(at, new Feed(at, end)));
        this.cut = consumer.beginningOffsets(partitions).values().stream().anyMatch(offset -> offset > 0);
    }

    private static int inOrder(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
    }

    /** The partitions of a topic. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new TailException("there is no topic " + topic);
        }
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Whether the oldest records of a partition have been deleted. */
    boolean cut() {
        return cut;
    }

    /** A record, and the feed it was taken from. */
    record Next(Feed feed, Item item) {}

    /**
     * The next record; empty when every partition is over.
     *
     * @param untilMs a partition whose next record is not older than this is over, milliseconds since 1970-01-01T00:00Z
     */
    Optional<Next> next(long untilMs) {
        fill();
        while (!ready.isEmpty()) {
            Feed feed = ready.poll();
            if (feed.headMs() < untilMs) {
                Item item = feed.take();
                if (feed.waiting() > 0) {
                    ready.add(feed);
                }
                return Optional.of(new Next(feed, item));
            }
            feed.end();
        }
        return Optional.empty();
    }

    /** Sources that have spoken, or never will. */
    List<Integer> speaking() {
        return feeds.values().stream()
                .filter(feed -> feed.partition().topic().equals(samples))
                .filter(feed -> feed.begun() || feed.over())
                .map(Feed::source)
                .toList();
    }

    private void fill() {
        long last = System.nanoTime();
        while (isStarving()) {
            List<TopicPartition> wanted = new ArrayList<>();
            List<TopicPartition> full = new ArrayList<>();
            feeds.values()
                    .forEach(feed -> (feed.over() || feed.waiting() >= ENOUGH ? full : wanted).add(feed.partition()));
            consumer.pause(full);
            consumer.resume(wanted);
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            batch.forEach(this::take);
            if (!batch.isEmpty()) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > PATIENCE_NANOS) {
                throw new TimeoutException("nothing came from " + wanted);
            }
        }
    }

    /** Whether a partition has to be read before it is known which record is next; notes those that are read to their end. */
    private boolean isStarving() {
        boolean any = false;
        for (Feed feed : feeds.values()) {
            if (feed.starving()) {
                feed.reached(consumer.position(feed.partition()));
                any |= feed.starving();
            }
        }
        return any;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Feed feed = feeds.get(new TopicPartition(record.topic(), record.partition()));
        Optional<Item> item = record.topic().equals(samples)
                ? intake.sample(record)
                        .filter(sample -> sample.cluster().equals(cluster))
                        .map(Item.Sample::new)
                : intake.fact(record)
                        .filter(fact -> fact.workload().cluster().equals(cluster))
                        .map(Item.Fact::new);
        if (item.isPresent() && !feed.over()) {
            feed.add(item.get());
            if (feed.waiting() == 1) {
                ready.add(feed);
            }
        }
    }
}
