package io.upsurge.app.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.explain.Lookup.Ambiguous;
import io.upsurge.app.explain.Lookup.Found;
import io.upsurge.app.explain.Lookup.Unknown;
import io.upsurge.app.tail.TopicTail;
import io.upsurge.model.Anomaly;
import io.upsurge.words.Anomalies;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AnomalyLogTest {
    private static final TopicPartition ONLY = new TopicPartition("a", 0);

    @Test
    void shouldFindEveryChangeOfOneByItsFirstDigitsEachOnce() {
        Lookup found = find("ab", "ab12 1", "cd34 1", "ab12 2", "ab12 1", "gone");

        assertThat(((Found) found).changes()).extracting(Anomaly::sequence).containsExactly(1, 2);
    }

    @Test
    void shouldPreferTheWholeIdToALongerOne() {
        assertThat(((Found) find("ab", "ab12 1", "ab 1")).changes())
                .extracting(Anomaly::id)
                .containsExactly("ab");
    }

    @Test
    void shouldTellSeveralApart() {
        Lookup found = find("ab", "ab34 1", "ab12 1", "ab12 2", "cd 1");

        assertThat(((Ambiguous) found).anomalies())
                .extracting(anomaly -> anomaly.id() + " " + anomaly.sequence())
                .containsExactly("ab12 2", "ab34 1");
    }

    @Test
    void shouldNameTheNearestOfThoseThereAre() {
        assertThat(find("ab13", "ab12 1", "ffff 1", "bb13 1", "ab14 1", "ab12 2"))
                .isEqualTo(new Unknown(4, List.of("ab12", "ab14", "bb13")));
        assertThat(find("ab13")).isEqualTo(new Unknown(0, List.of()));
    }

    private static Lookup find(String id, String... values) {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            consumer.updatePartitions("a", List.of(new PartitionInfo("a", 0, null, null, null)));
            consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
            consumer.updateEndOffsets(Map.of(ONLY, (long) values.length));
            consumer.schedulePollTask(() -> {
                for (int i = 0; i < values.length; i++) {
                    byte[] value = values[i].equals("gone") ? null : values[i].getBytes(UTF_8);
                    consumer.addRecord(new ConsumerRecord<>("a", 0, i, null, value));
                }
            });
            return new AnomalyLog(new TopicTail(consumer, Clock.systemUTC()), "a", AnomalyLogTest::decode).find(id);
        }
    }

    private static Anomaly decode(String topic, byte[] value) {
        String text = new String(value, UTF_8);
        int space = text.indexOf(' ');
        Anomalies anomaly = new Anomalies();
        anomaly.id = text.substring(0, space);
        anomaly.sequence = Integer.parseInt(text.substring(space + 1));
        return anomaly.build();
    }
}
