package io.upsurge.app.ingest;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.ingest.Parts;
import io.upsurge.ingest.kubernetes.ClusterAccess;
import io.upsurge.ingest.kubernetes.PodSelection;
import io.upsurge.ingest.kubernetes.PodTargets;
import io.upsurge.ingest.scrape.Scraper;
import io.upsurge.ingest.scrape.TargetLabelNames;
import io.upsurge.ingest.scrape.TargetSource;
import java.util.ArrayList;
import java.util.List;

/** The scraper in this process. */
final class PageScraper implements AutoCloseable {
    private final Parts parts = new Parts();

    private PageScraper() {}

    /** Starts it. The targets need not be there yet. */
    static PageScraper start(Common common) {
        PageScraper scraper = new PageScraper();
        try {
            scraper.begin(common);
        } catch (RuntimeException e) {
            scraper.close();
            throw e;
        }
        return scraper;
    }

    private void begin(Common common) {
        UpsurgeConfig config = common.config();
        List<TargetSource> sources = new ArrayList<>(List.of(config.scrape()::targets));
        TargetLabelNames names = TargetLabelNames.of(config.labels());
        if (!config.scrape().pods().isEmpty()) {
            for (ClusterAccess access : config.watch().settings().clusters()) {
                KubernetesClient client = parts.add(access.connect());
                for (PodSelection selection : config.scrape().pods()) {
                    PodTargets targets = parts.add(new PodTargets(client, access.cluster(), selection, names));
                    targets.start();
                    sources.add(targets);
                }
            }
        }
        parts.add(new Scraper(
                        config.scrape().settings(),
                        sources,
                        common.places(),
                        common.outlet(),
                        common.heartbeats()::note,
                        common.registry(),
                        common.clock()))
                .start();
    }

    /** Stops to scrape and closes what it used. */
    @Override
    public void close() {
        parts.close();
    }
}
