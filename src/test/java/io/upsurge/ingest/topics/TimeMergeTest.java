package io.upsurge.ingest.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TimeMergeTest {
    private static final TopicPartition A = new TopicPartition("t", 0);
    private static final TopicPartition B = new TopicPartition("t", 1);

    private final TimeMerge merge = new TimeMerge(3);

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, long timeMs) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timeMs,
                TimestampType.CREATE_TIME,
                -1,
                1,
                null,
                new byte[1],
                new RecordHeaders(),
                Optional.empty());
    }

    private List<Long> take(int most, TopicPartition... behind) {
        return merge.take(Set.of(A, B), List.of(behind)::contains, most).stream()
                .map(ConsumerRecord::timestamp)
                .toList();
    }

    @Test
    void shouldTakeRecordsInTheOrderOfTheirTimes() {
        merge.add(List.of(record(A, 0, 10), record(A, 1, 40), record(B, 0, 20), record(B, 1, 30)));

        assertThat(take(3)).containsExactly(10L, 20L, 30L);
        assertThat(take(3)).containsExactly(40L);
        assertThat(merge.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeNothingPastAPartitionWhoseRecordsWereNotFetchedYet() {
        merge.add(List.of(record(A, 0, 10)));

        assertThat(take(3, B)).isEmpty();
        merge.add(List.of(record(B, 0, 5)));
        assertThat(take(3, B)).containsExactly(5L);
        assertThat(take(3)).containsExactly(10L);
    }

    @Test
    void shouldKeepTheOrderWithinAPartition() {
        merge.add(List.of(record(A, 0, 30), record(A, 1, 10), record(B, 0, 20)));

        assertThat(take(9)).containsExactly(20L, 30L, 10L);
    }

    @Test
    void shouldSayOfWhichPartitionsEnoughWaitsAndForgetThoseOfOthers() {
        merge.add(List.of(record(A, 0, 1), record(A, 1, 2), record(A, 2, 3), record(B, 0, 4)));

        assertThat(merge.full()).containsExactly(A);
        merge.drop(List.of(A));
        assertThat(merge.full()).isEmpty();
        assertThat(take(9)).containsExactly(4L);
    }
}
