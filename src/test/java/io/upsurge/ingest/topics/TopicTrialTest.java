package io.upsurge.ingest.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.format.Trait;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.LabelPlaces;
import io.upsurge.place.PlacementSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TopicTrialTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final Signal CALLS = new Signal(
            "calls",
            new WorkloadPattern("*", "kube-system", "agent", "agent"),
            SeriesSelector.parse("calls_total"),
            List.of("api"),
            Signal.Kind.RATE,
            1.5,
            0.1,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void shouldSayWhatWouldBecomeOfRecords() {
        TopicTrial trial = TopicTrial.of(
                new TopicInput("adapter", InputFormat.ADAPTER_JSON, Optional.of("prod")),
                new LabelPlaces(List.of(CALLS), PlacementSettings.defaults()),
                new AnnouncedFacts(List.of(CALLS)),
                List.of(record(0, json("calls_total")), record(1, json("other_total")), record(2, "no JSON")),
                NOW_MS,
                60_000);

        assertThat(trial.records()).isEqualTo(3);
        assertThat(trial.undecodable()).isEqualTo(1);
        assertThat(trial.example()).hasValueSatisfying(why -> assertThat(why).startsWith("adapter-0@2: "));
        assertThat(trial.readings()).isEqualTo(2);
        assertThat(trial.wanted()).isEqualTo(1);
        assertThat(trial.metrics()).containsExactly("calls_total", "other_total");
        assertThat(trial.traits()).isEqualTo(Map.of(Trait.WHOLE_SECONDS, 2L));
    }

    private static String json(String metric) {
        return "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"value\":\"7\",\"name\":\"%1$s\",\"labels\":{\"__name__\":\"%1$s\",\"node\":\"a\"}}"
                .formatted(metric);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
        return new ConsumerRecord<>("adapter", 0, offset, null, value.getBytes(StandardCharsets.UTF_8));
    }
}
