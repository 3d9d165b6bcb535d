package io.upsurge.app.ingest;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kubernetes.ClusterAccess;
import io.upsurge.ingest.kubernetes.PodSelection;
import io.upsurge.ingest.kubernetes.PodTargets;
import io.upsurge.ingest.scrape.Scraper;
import io.upsurge.ingest.scrape.TargetLabelNames;
import io.upsurge.ingest.scrape.TargetSource;
import io.upsurge.place.LabelPlaces;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scraper in this process. */
public final class PageScraper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageScraper.class);

    private final List<AutoCloseable> parts = new ArrayList<>();

    private PageScraper() {}

    /**
     * Starts it. The targets need not be there yet.
     *
     * @param config the configuration
     * @param contracts how the topics are encoded
     * @param registry takes the metrics
     * @param clock dates the scrapes
     */
    public static PageScraper start(UpsurgeConfig config, Contracts contracts, MeterRegistry registry, Clock clock) {
        PageScraper scraper = new PageScraper();
        try {
            scraper.begin(config, contracts, registry, clock);
        } catch (RuntimeException e) {
            scraper.close();
            throw e;
        }
        return scraper;
    }

    private void begin(UpsurgeConfig config, Contracts contracts, MeterRegistry registry, Clock clock) {
        KafkaOutlet outlet = part(Outlets.open(config, contracts, "upsurge-scraper"));
        Heartbeats heartbeats = part(new Heartbeats(
                outlet,
                clock::millis,
                config.engine().futureToleranceMs(),
                config.receiver().maxClusters(),
                registry));
        List<TargetSource> sources = new ArrayList<>(List.of(config.scrape()::targets));
        TargetLabelNames names = TargetLabelNames.of(config.labels());
        if (!config.scrape().pods().isEmpty()) {
            for (ClusterAccess access : config.watch().settings().clusters()) {
                KubernetesClient client = part(access.connect());
                for (PodSelection selection : config.scrape().pods()) {
                    PodTargets targets = part(new PodTargets(client, access.cluster(), selection, names));
                    targets.start();
                    sources.add(targets);
                }
            }
        }
        Scraper scraper = part(new Scraper(
                config.scrape().settings(),
                sources,
                new LabelPlaces(config.signals(), config.labels()),
                outlet,
                heartbeats::note,
                registry,
                clock));
        heartbeats.start(Duration.ofMillis(config.receiver().heartbeatMs()));
        scraper.start();
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.add(part);
        return part;
    }

    /** Stops to scrape, says how far it came, and closes what it used. */
    @Override
    public void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                LOG.warn("Cannot be closed: {}", parts.get(i), e);
            }
        }
    }
}
