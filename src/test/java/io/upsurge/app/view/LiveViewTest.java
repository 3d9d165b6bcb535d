package io.upsurge.app.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.wire.WireSerdes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of("registry.url", "mock://live-view"));
    private static final String RATES = CONFIG.topics().versionRates();
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void shouldSayWhyItIsNotReadyUntilItHasReadWhatWasThereAtTheStart() {
        AtomicBoolean there = new AtomicBoolean();
        try (LiveView live = view(() -> {
            if (!there.get()) {
                throw new IllegalStateException("no broker answers");
            }
            return reader(0);
        })) {
            assertThat(live.unready()).contains("reading the topics");
            live.start();
            Awaitility.await().atMost(LONG).until(() -> live.unready().equals(Optional.of("no broker answers")));
            there.set(true);
            Awaitility.await().atMost(LONG).until(() -> live.unready().isEmpty());
        }
    }

    @Test
    void shouldCountWhatCannotBeDecodedAndBeReadyAllTheSame() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (LiveView live = view(() -> reader(3))) {
            live.bindTo(registry);
            live.start();
            Awaitility.await().atMost(LONG).until(() -> live.unready().isEmpty());
            assertThat(registry.get("upsurge.view.undecodable.records")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
        }
    }

    private static LiveView view(Supplier<Consumer<byte[], byte[]>> consumers) {
        WireSerdes serdes = Contracts.of(CONFIG).serdes();
        return new LiveView(
                CONFIG,
                consumers,
                () -> new Decoders(
                        serdes.anomalies().deserializer(),
                        serdes.versionRates().deserializer(),
                        serdes.samples().deserializer(),
                        serdes.rollouts().deserializer()),
                ViewListener.NONE,
                Clock.systemUTC());
    }

    /** A topic of rates with some records that are no rates, and two empty ones. */
    private static Consumer<byte[], byte[]> reader(int records) {
        MockConsumer<byte[], byte[]> reader = new MockConsumer<>("earliest") {
            @Override
            public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                    Map<TopicPartition, Long> times) {
                Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
                times.forEach((partition, ms) -> found.put(partition, new OffsetAndTimestamp(0, ms)));
                return found;
            }
        };
        for (String topic :
                List.of(RATES, CONFIG.topics().rollouts(), CONFIG.topics().anomalies())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            reader.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
            reader.updateBeginningOffsets(Map.of(partition, 0L));
            reader.updateEndOffsets(Map.of(partition, topic.equals(RATES) ? (long) records : 0));
        }
        reader.schedulePollTask(() -> {
            for (int i = 0; i < records; i++) {
                reader.addRecord(new ConsumerRecord<>(RATES, 0, i, new byte[0], "no rate".getBytes(UTF_8)));
            }
        });
        return reader;
    }
}
