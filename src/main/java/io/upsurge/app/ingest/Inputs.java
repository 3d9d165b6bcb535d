package io.upsurge.app.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import java.time.Clock;
import java.util.Optional;

/** The inputs beside the receiver that the configuration wants in this process: the watcher and the scraper. */
public final class Inputs implements AutoCloseable {
    private final Optional<Watcher> watcher;
    private final Optional<PageScraper> scraper;

    private Inputs(Optional<Watcher> watcher, Optional<PageScraper> scraper) {
        this.watcher = watcher;
        this.scraper = scraper;
    }

    /** Starts those that are enabled. */
    public static Inputs start(UpsurgeConfig config, Contracts contracts, Clock clock) {
        MeterRegistry registry = ProcessMetrics.registry();
        Optional<Watcher> watcher = config.watch().enabled()
                ? Optional.of(Watcher.start(config, contracts, registry, clock))
                : Optional.empty();
        try {
            return new Inputs(
                    watcher,
                    config.scrape().enabled()
                            ? Optional.of(PageScraper.start(config, contracts, registry, clock))
                            : Optional.empty());
        } catch (RuntimeException e) {
            watcher.ifPresent(Watcher::close);
            throw e;
        }
    }

    @Override
    public void close() {
        scraper.ifPresent(PageScraper::close);
        watcher.ifPresent(Watcher::close);
    }
}
