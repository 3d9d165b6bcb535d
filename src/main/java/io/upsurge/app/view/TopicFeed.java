package io.upsurge.app.view;

import io.upsurge.app.config.UpsurgeConfig.Topics;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.tail.TailException;
import io.upsurge.view.FleetView;
import io.upsurge.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads rates, anomalies and roll-outs into a view: rates as far back as the view remembers, roll-outs for a week, so that
 * what a node runs is known though it was told once, anomalies from the beginning. Belongs to no consumer group. A record that
 * cannot be decoded is told of and passed over. Not thread-safe.
 */
public final class TopicFeed {
    private static final Duration ROLLOUTS = Duration.ofDays(7);

    private final Consumer<byte[], byte[]> consumer;
    private final Decoders decoders;
    private final Topics topics;
    private final FleetView view;
    private final ViewListener listener;
    private Map<TopicPartition, Long> ends = Map.of();

    /**
     * A feed.
     *
     * @param consumer client that reads committed records, without a group; not closed here
     * @param decoders decode the values; not closed here
     * @param topics names of the topics
     * @param view takes what is read
     * @param listener is told of what is read after the first look at everything, and of all that cannot be decoded
     */
    public TopicFeed(
            Consumer<byte[], byte[]> consumer,
            Decoders decoders,
            Topics topics,
            FleetView view,
            ViewListener listener) {
        this.consumer = consumer;
        this.decoders = decoders;
        this.topics = topics;
        this.view = view;
        this.listener = listener;
    }

    /**
     * Begins to read.
     *
     * @param now the present
     * @param history how far back rates are read
     * @throws TailException if a topic does not exist
     */
    public void begin(Instant now, Duration history) {
        List<TopicPartition> rates = partitions(topics.versionRates());
        List<TopicPartition> rollouts = partitions(topics.rollouts());
        List<TopicPartition> anomalies = partitions(topics.anomalies());
        List<TopicPartition> all = new ArrayList<>(rates);
        all.addAll(rollouts);
        all.addAll(anomalies);
        consumer.assign(all);
        seek(rates, now.minus(history));
        seek(rollouts, now.minus(ROLLOUTS.compareTo(history) > 0 ? ROLLOUTS : history));
        consumer.seekToBeginning(anomalies);
        ends = new HashMap<>(consumer.endOffsets(all));
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new TailException("there is no topic " + topic + "; 'upsurge topics create' makes it");
        }
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void seek(List<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, Math.max(0, since.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            if (first == null) {
                consumer.seekToEnd(List.of(partition));
                consumer.position(partition);
            } else {
                consumer.seek(partition, first.offset());
            }
        }
    }

    /**
     * Reads what has come.
     *
     * @param wait how long to wait for something
     */
    public void poll(Duration wait) {
        boolean tell = isCaughtUp();
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(wait)) {
            take(read, tell);
        }
    }

    /** Whether everything was read that was there when it began. */
    public boolean isCaughtUp() {
        if (!ends.isEmpty()) {
            ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
        }
        return ends.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> read, boolean tell) {
        if (read.value() == null) {
            return;
        }
        try {
            if (read.topic().equals(topics.versionRates())) {
                var rate = decoders.versionRates().deserialize(read.topic(), read.value());
                view.rate(rate);
                if (tell) {
                    listener.rate(rate);
                }
            } else if (read.topic().equals(topics.rollouts())) {
                view.fact(decoders.rollouts().deserialize(read.topic(), read.value()));
            } else {
                var change = decoders.anomalies().deserialize(read.topic(), read.value());
                view.anomaly(change);
                if (tell) {
                    listener.anomaly(change);
                }
            }
        } catch (WireException e) {
            listener.undecodable(read.topic(), String.valueOf(e.getMessage()));
        }
    }
}
