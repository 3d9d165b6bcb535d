package io.upsurge.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.LabelPlaces;
import io.upsurge.place.PlacementSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PageTrialTest {
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

    private final PageTrial trial = new PageTrial(
            new ScrapeSettings(Duration.ofSeconds(30), Duration.ofSeconds(10), 1, 100_000),
            new LabelPlaces(List.of(CALLS), PlacementSettings.defaults()));

    @Test
    void shouldCountTheSeriesThatSignalsAskFor() throws Exception {
        try (Pages pages = new Pages()) {
            pages.page("/metrics", "text/plain; version=0.0.4", """
                    # TYPE calls_total counter
                    calls_total{api="Get"} 7
                    calls_total{api="Put"} 7
                    other_total 1
                    """);

            PageTrial.Seen bare = trial.of(new ScrapeTarget(pages.url("/metrics"), Map.of()), 1_800_000_000_000L);

            assertThat(bare.wanted()).isEqualTo(2);
            assertThat(bare.unusable()).isEqualTo(2);
            assertThat(bare.others()).isEqualTo(1);
            assertThatThrownBy(() -> trial.of(new ScrapeTarget(pages.url("/none"), Map.of()), 1_800_000_000_000L))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("404");
        }
    }
}
