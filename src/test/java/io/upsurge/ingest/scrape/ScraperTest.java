package io.upsurge.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.ingest.Outlet;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesSelector;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.LabelPlaces;
import io.upsurge.place.PlacementSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScraperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PlacementSettings LABELS = PlacementSettings.defaults();
    private static final String PAGE = """
            # TYPE calls_total counter
            calls_total{api="Get",node="what the page says"} 7
            other_total 1
            """;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Scrape> scrapes = new CopyOnWriteArrayList<>();
    private final Set<ScrapeTarget> targets = new CopyOnWriteArraySet<>();
    private Pages pages;
    private Scraper scraper;

    @BeforeEach
    void start() throws IOException {
        pages = new Pages();
        Signal signal = new Signal(
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
        scraper = new Scraper(
                new ScrapeSettings(Duration.ofMillis(200), Duration.ofSeconds(5), 4, 100_000),
                List.of(() -> targets),
                new LabelPlaces(List.of(signal), LABELS),
                new Collected(),
                latest -> {},
                metrics,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        scraper.close();
        pages.close();
    }

    @Test
    void shouldWriteWhatAPageSaysUnderTheLabelsOfItsTarget() {
        pages.page("/metrics", "text/plain; version=0.0.4", PAGE);
        targets.add(target("/metrics", "n1"));
        scraper.start();

        await().atMost(PATIENCE).until(() -> scrapes.size() >= 2);
        Scrape scrape = scrapes.get(0);
        assertThat(scrape.node()).isEqualTo("n1");
        assertThat(scrape.workload().key()).isEqualTo("prod/kube-system/agent/agent");
        assertThat(scrape.points()).hasSize(1);
        assertThat(scrape.points().get(0).value()).isEqualTo(7);
        assertThat(scrape.points().get(0).series().labels())
                .containsEntry("api", "Get")
                .containsEntry("exported_node", "what the page says");
    }

    @Test
    void shouldMarkTheSeriesOfATargetThatIsGone() {
        pages.page("/metrics", "text/plain", PAGE);
        targets.add(target("/metrics", "n1"));
        scraper.start();
        await().atMost(PATIENCE).until(() -> !scrapes.isEmpty());
        targets.clear();

        await().atMost(PATIENCE)
                .until(() -> scrapes.stream().anyMatch(it -> it.points().get(0).stale()));
    }

    @Test
    void shouldGoOnWithTheOthersWhenSomeTargetsAreBad() {
        pages.page("/good", "text/plain", PAGE);
        pages.page("/html", "text/html", "<html>");
        pages.page("/cut", "application/openmetrics-text; version=1.0.0", "# TYPE calls counter\ncalls_total 1\n");
        targets.addAll(
                List.of(target("/html", "n1"), target("/cut", "n2"), target("/nothing", "n3"), target("/good", "n4")));
        scraper.start();

        await().atMost(PATIENCE).until(() -> scrapes.size() >= 2 && failures() >= 6);
        assertThat(scrapes).extracting(Scrape::node).containsOnly("n4");
        assertThat(metrics.get("upsurge.scrape.targets").gauge().value()).isEqualTo(4);
        assertThat(metrics.get("upsurge.scrape.up").gauge().value()).isEqualTo(1);
    }

    @Test
    void shouldGiveATargetTheSameTurnAlways() {
        assertThat(target("/metrics", "n1").hash())
                .isEqualTo(new ScrapeTarget(pages.url("/metrics"), java.util.Map.of()).hash());
    }

    private double failures() {
        var counter =
                metrics.find("upsurge.scrape.scrapes").tag("outcome", "failed").counter();
        return counter == null ? 0 : counter.count();
    }

    private ScrapeTarget target(String path, String node) {
        return new ScrapeTarget(
                pages.url(path), TargetLabelNames.of(LABELS).labels("prod", node, "kube-system", "agent", "agent"));
    }

    private final class Collected implements Outlet {
        @Override
        public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
            samples.forEach(sample -> scrapes.add((Scrape) sample));
            return CompletableFuture.completedFuture(null);
        }
    }
}
