package io.upsurge.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AnomalyFeedTest {
    private static final TopicPartition P = new TopicPartition("anomalies", 0);
    private static final Duration NOW = Duration.ZERO;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> seen = new ArrayList<>();
    private boolean registryAway;

    private final FeedHandler handler = new FeedHandler() {
        @Override
        public void remember(Change change) {
            seen.add("remember " + change.offset());
        }

        @Override
        public void caughtUp(int partition, long next, boolean afresh) {
            seen.add("caught up " + next + (afresh ? " afresh" : ""));
        }

        @Override
        public void take(Change change) {
            seen.add("take " + change.offset());
        }

        @Override
        public void skip(int partition, long offset) {
            seen.add("skip " + offset);
        }

        @Override
        public void drop(int partition) {
            seen.add("drop " + partition);
        }
    };

    private final AnomalyFeed feed = new AnomalyFeed(
            consumer, "anomalies", this::decode, handler, "r1", new AlertMetrics(registry, "s", Clock.systemUTC()));

    private Anomaly decode(String topic, byte[] value) {
        if (registryAway) {
            throw new TimeoutException("the registry does not answer");
        }
        if (value.length == 0) {
            throw new SerializationException("junk");
        }
        return new Life("a").open(Level.CONFIRMED);
    }

    @Test
    void shouldRememberWhatWasCommittedAndTakeTheRest() {
        assign(4);
        commit(2, "r1");
        add(0, 1, 2, 3);
        polls(3);

        assertThat(seen).containsExactly("remember 0", "remember 1", "caught up 2", "take 2", "take 3");
        feed.commit(Map.of(0, 4L));
        assertThat(consumer.committed(Set.of(P)).get(P)).isEqualTo(new OffsetAndMetadata(4, "r1"));
    }

    @Test
    void shouldBeginAtTheEndWhereNothingWasCommittedOrByOtherRules() {
        assign(2);
        add(0, 1);
        polls(2);
        add(2);
        polls(1);
        assertThat(seen).containsExactly("remember 0", "remember 1", "caught up 2 afresh", "take 2");

        seen.clear();
        consumer.rebalance(List.of());
        assign(3);
        commit(1, "r0");
        add(0, 1, 2);
        polls(2);
        assertThat(seen).containsExactly("drop 0", "remember 0", "remember 1", "remember 2", "caught up 3 afresh");
    }

    @Test
    void shouldNotTakeRecordsOfANewTopicForOldOnes() {
        assign(1);
        commit(100, "r1");
        add(0);
        polls(2);

        assertThat(seen).containsExactly("remember 0", "caught up 1 afresh");
    }

    @Test
    void shouldKeepRecordsWhileTheRegistryIsAwayAndSkipOnlyJunk() {
        assign(1);
        commit(0, "r1");
        consumer.updateEndOffsets(Map.of(P, 3L));
        registryAway = true;
        add(0);
        consumer.addRecord(new ConsumerRecord<>("anomalies", 0, 1, new byte[1], new byte[0]));
        add(2);
        polls(5);
        assertThat(seen).doesNotContain("take 0", "skip 1");

        registryAway = false;
        polls(3);
        assertThat(seen).containsExactly("caught up 0", "take 0", "skip 1", "take 2");
        assertThat(registry.get("upsurge.alert.dropped")
                        .tag("reason", "undecodable")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldReadNothingNewThatIsNotWanted() {
        assign(1);
        commit(0, "r1");
        add(0);
        feed.poll(NOW, false);
        feed.poll(NOW, false);
        assertThat(seen).doesNotContain("take 0");
        polls(1);
        assertThat(seen).contains("take 0");
    }

    private void assign(long end) {
        consumer.updateBeginningOffsets(Map.of(P, 0L));
        consumer.updateEndOffsets(Map.of(P, end));
        consumer.rebalance(List.of(P));
    }

    private void commit(long offset, String rules) {
        consumer.commitSync(Map.of(P, new OffsetAndMetadata(offset, rules)));
    }

    private void add(long... offsets) {
        for (long offset : offsets) {
            consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                    "anomalies", 0, offset, new byte[1], "value".getBytes(StandardCharsets.UTF_8))));
        }
    }

    private void polls(int times) {
        for (int i = 0; i < times * 3; i++) {
            feed.poll(NOW, true);
        }
    }
}
