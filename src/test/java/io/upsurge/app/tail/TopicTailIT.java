package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicTailIT {
    private static final String TOPIC = "t.anomalies";

    private EmbeddedKafka kafka;

    @BeforeAll
    void start() throws Exception {
        kafka = EmbeddedKafka.startTemporary();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Duration.ofSeconds(30))
                    .createMissing(TopicPlan.of(new UpsurgeConfig.Topics("t.", 2, (short) 1)));
        }
        send(true, "a", "b", "c");
        send(false, "never");
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    @Test
    void shouldReadWhatIsCommittedAndEnd() {
        assertThat(read(TOPIC, new TailStart.Beginning(), Long.MAX_VALUE, false))
                .containsExactlyInAnyOrder("a", "b", "c");
        assertThat(read(TOPIC, new TailStart.Since(Duration.ofHours(1)), Long.MAX_VALUE, false))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void shouldEndAtOnceWhereNothingIsLeft() {
        assertThat(read(TOPIC, new TailStart.End(), Long.MAX_VALUE, false)).isEmpty();
        assertThat(read(TOPIC, new TailStart.Since(Duration.ZERO), Long.MAX_VALUE, false))
                .isEmpty();
        assertThat(read("t.samples", new TailStart.Beginning(), Long.MAX_VALUE, false))
                .isEmpty();
    }

    @Test
    void shouldEndAfterAsManyRecordsAsWanted() {
        assertThat(read(TOPIC, new TailStart.Beginning(), 2, true)).hasSize(2);
    }

    @Test
    void shouldEndWhenTheReaderOfTheOutputHasGone() {
        List<String> seen = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            new TopicTail(consumer, Clock.systemUTC()).read(TOPIC, new TailStart.Beginning(), 10, true, read -> {
                seen.add("one");
                return false;
            });
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void shouldSayWhichTopicIsMissing() {
        assertThatThrownBy(() -> read("t.none", new TailStart.Beginning(), 1, false))
                .isInstanceOf(TailException.class)
                .hasMessage("there is no topic t.none; 'upsurge topics create' makes it");
    }

    private List<String> read(String topic, TailStart from, long max, boolean follow) {
        List<String> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            new TopicTail(consumer, Clock.systemUTC()).read(topic, from, max, follow, read -> {
                values.add(new String(read.value(), UTF_8));
                return true;
            });
        }
        return values;
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void send(boolean commit, String... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "t");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value, value)).get();
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }
}
