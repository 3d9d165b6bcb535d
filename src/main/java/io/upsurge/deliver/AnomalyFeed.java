package io.upsurge.deliver;

import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of the anomalies for one sink, as a member of the sink's consumer group. A partition is read from its
 * beginning each time it is assigned: up to the committed offset to know what was told, from there on to tell. Without a
 * committed offset, or with one that was committed under other rules, what was written so far is history, and the present
 * begins at the end that the partition has now.
 *
 * <p>It has to be polled more often than {@code max.poll.interval.ms}, whatever the sink does. A record that says nothing
 * readable is skipped, logged and counted; while the schema registry does not answer, records wait.
 */
public final class AnomalyFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnomalyFeed.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<Anomaly> decoder;
    private final FeedHandler handler;
    private final String rules;
    private final AlertMetrics metrics;
    private final Set<TopicPartition> unready = new HashSet<>();
    private final Map<TopicPartition, History> histories = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Deque<ConsumerRecord<byte[], byte[]>> inHand = new ArrayDeque<>();
    private boolean registryMissed;

    /** What of a partition is not new. */
    private record History(long end, boolean afresh) {}

    /**
     * A feed.
     *
     * @param consumer reads committed records and commits nothing of its own; closed with the feed
     * @param topic the topic of the anomalies
     * @param decoder decodes its values
     * @param handler what becomes of the changes
     * @param rules names the rules of what is told; committed with each offset
     * @param metrics for what is counted
     */
    public AnomalyFeed(
            Consumer<byte[], byte[]> consumer,
            String topic,
            Deserializer<Anomaly> decoder,
            FeedHandler handler,
            String rules,
            AlertMetrics metrics) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.handler = handler;
        this.rules = rules;
        this.metrics = metrics;
        consumer.subscribe(List.of(topic), new Assignments());
    }

    /**
     * Reads on, and stays in the group.
     *
     * @param patience longest time to wait for records
     * @param wanted whether new records are wanted at all
     * @throws WakeupException if it was woken
     */
    public void poll(Duration patience, boolean wanted) {
        boolean read = wanted && inHand.isEmpty();
        Set<TopicPartition> ready = new HashSet<>(consumer.assignment());
        ready.removeAll(unready);
        consumer.resume(read ? ready : Set.of());
        consumer.pause(read ? unready : consumer.assignment());
        consumer.poll(patience).forEach(inHand::add);
        prepare();
        hand();
        endHistories();
        metrics.lag(lag());
    }

    private void prepare() {
        if (unready.isEmpty()) {
            return;
        }
        Set<TopicPartition> fresh = Set.copyOf(unready);
        Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(fresh);
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        for (TopicPartition partition : fresh) {
            OffsetAndMetadata last = offsets.get(partition);
            boolean sameRules = last != null && rules.equals(last.metadata());
            boolean known = sameRules && last.offset() <= ends.get(partition);
            if (last != null && !known) {
                LOG.info(
                        "{}: {}: what is open is told again",
                        partition,
                        sameRules ? "the topic is a new one" : "the rules of what is told have changed");
            }
            histories.put(partition, new History(known ? last.offset() : ends.get(partition), !known));
        }
        consumer.seekToBeginning(fresh);
        unready.removeAll(fresh);
    }

    private void hand() {
        while (!inHand.isEmpty()) {
            ConsumerRecord<byte[], byte[]> read = inHand.getFirst();
            TopicPartition partition = new TopicPartition(read.topic(), read.partition());
            History history = histories.get(partition);
            boolean old = history != null && read.offset() < history.end();
            if (history != null && !old) {
                endHistory(partition);
            }
            if (!decode(read, old)) {
                return;
            }
            inHand.removeFirst();
        }
    }

    /** Whether the record is dealt with; false where it cannot be looked at now. */
    private boolean decode(ConsumerRecord<byte[], byte[]> read, boolean old) {
        Anomaly anomaly;
        try {
            anomaly = decoder.deserialize(read.topic(), read.value());
        } catch (SerializationException e) {
            unreadable(read, e.getMessage(), old);
            return true;
        } catch (RuntimeException e) {
            if (!registryMissed) {
                registryMissed = true;
                LOG.warn("Records wait, for they cannot be looked at now: {}", e.toString());
            }
            return false;
        }
        registryMissed = false;
        hand(read, anomaly, old);
        return true;
    }

    private void hand(ConsumerRecord<byte[], byte[]> read, Anomaly anomaly, boolean old) {
        if (anomaly == null) {
            unreadable(read, "there is no value", old);
            return;
        }
        FeedHandler.Change change = new FeedHandler.Change(anomaly, read.partition(), read.offset(), read.timestamp());
        if (old) {
            handler.remember(change);
        } else {
            handler.take(change);
        }
    }

    private void unreadable(ConsumerRecord<byte[], byte[]> read, String why, boolean old) {
        if (!old) {
            LOG.error("Nobody is told of {}-{}@{}: {}", read.topic(), read.partition(), read.offset(), why);
            metrics.dropped("undecodable");
            handler.skip(read.partition(), read.offset());
        }
    }

    private void endHistories() {
        if (inHand.isEmpty()) {
            for (TopicPartition partition : Set.copyOf(histories.keySet())) {
                if (consumer.position(partition) >= histories.get(partition).end()) {
                    endHistory(partition);
                }
            }
        }
    }

    private void endHistory(TopicPartition partition) {
        History history = histories.remove(partition);
        handler.caughtUp(partition.partition(), history.end(), history.afresh());
    }

    private long lag() {
        long sum = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent()) {
                sum += lag.getAsLong();
            }
        }
        return sum + inHand.size();
    }

    /** Whether all that was dealt with earlier is remembered, of every partition this feed has. */
    public boolean isCaughtUp() {
        return unready.isEmpty() && histories.isEmpty();
    }

    /**
     * Commits how far partitions are dealt with. Where it fails it is done with the next commit, and what is not committed is
     * told again.
     *
     * @param offsets by partition the offset of the first record that is not
     */
    public void commit(Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            Long offset = offsets.get(partition.partition());
            if (offset != null && !offset.equals(committed.get(partition))) {
                news.put(partition, new OffsetAndMetadata(offset, rules));
            }
        }
        if (news.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(news);
            news.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.info("Others read these partitions now, and tell the last records again: {}", e.getMessage());
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("Cannot be committed now: {}", e.toString());
        }
    }

    /** As {@link #commit}, also where the thread was woken to stop. */
    public void commitAtLast(Map<Integer, Long> offsets) {
        try {
            commit(offsets);
        } catch (WakeupException e) {
            commit(offsets);
        }
    }

    /** Wakes the thread that polls. May be called by any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                unready.remove(partition);
                histories.remove(partition);
                committed.remove(partition);
                inHand.removeIf(record ->
                        record.topic().equals(partition.topic()) && record.partition() == partition.partition());
                handler.drop(partition.partition());
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            unready.addAll(partitions);
            consumer.pause(partitions);
        }
    }
}
