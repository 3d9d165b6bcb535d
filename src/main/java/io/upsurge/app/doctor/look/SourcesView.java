package io.upsurge.app.doctor.look;

import io.upsurge.ingest.kubernetes.ClusterTrial;
import io.upsurge.ingest.scrape.PageTrial;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.topics.TopicInput;
import io.upsurge.ingest.topics.TopicTrial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the inputs would read from.
 *
 * @param receiver what the receiver of remote write says about itself
 * @param topics what the topics of others hold; empty for one that is not there
 * @param clusters by name whether a watched cluster can be read; empty for one that no signal is about
 * @param pages what scraped pages hold; only the first ones
 */
public record SourcesView(
        Look<Readiness> receiver,
        Map<TopicInput, Look<Optional<TopicTrial>>> topics,
        Map<String, Optional<ClusterTrial>> clusters,
        Map<ScrapeTarget, Look<PageTrial.Seen>> pages) {

    /** Copies the maps in their order. */
    public SourcesView {
        topics = Collections.unmodifiableMap(new LinkedHashMap<>(topics));
        clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
    }

    /**
     * An answer to {@code /readyz}.
     *
     * @param status HTTP status
     * @param text beginning of what it says
     */
    public record Readiness(int status, String text) {}
}
