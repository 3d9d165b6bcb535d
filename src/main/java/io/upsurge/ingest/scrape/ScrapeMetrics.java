package io.upsurge.ingest.scrape;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.upsurge.place.Gathered;
import java.time.Duration;
import java.util.function.Supplier;

/** What the scraper tells of itself. A target is no label: there may be thousands. */
final class ScrapeMetrics {
    private final MeterRegistry registry;
    private final Timer duration;

    ScrapeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.duration = Timer.builder("upsurge.scrape.duration")
                .description("Time a scrape took, whatever came of it")
                .register(registry);
    }

    void show(Supplier<Number> targets, Supplier<Number> up) {
        Gauge.builder("upsurge.scrape.targets", targets)
                .description("Targets there are")
                .strongReference(true)
                .register(registry);
        Gauge.builder("upsurge.scrape.up", up)
                .description("Targets whose last scrape came to something")
                .strongReference(true)
                .register(registry);
    }

    void scraped(String outcome, Duration time) {
        duration.record(time);
        Counter.builder("upsurge.scrape.scrapes")
                .description("Scrapes, by what came of them")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    void read(Gathered gathered, long refusedLines) {
        readings("kept", gathered.kept());
        readings("filtered", gathered.filtered());
        readings("unplaced", gathered.unplaced());
        readings("rejected", gathered.rejectedCount() + refusedLines);
    }

    private void readings(String outcome, long count) {
        Counter.builder("upsurge.ingest.readings")
                .description("Readings, by what became of them")
                .tag("source", "scrape")
                .tag("outcome", outcome)
                .register(registry)
                .increment((double) count);
    }
}
