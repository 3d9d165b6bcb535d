package io.upsurge.app.doctor.look;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.ingest.kubernetes.ClusterAccess;
import io.upsurge.ingest.kubernetes.ClusterTrial;
import io.upsurge.ingest.scrape.PageTrial;
import io.upsurge.ingest.scrape.ScrapeTarget;
import io.upsurge.ingest.topics.TopicInput;
import io.upsurge.ingest.topics.TopicTrial;
import io.upsurge.ingest.watch.Watched;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.LabelPlaces;
import io.upsurge.place.Places;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tries what the inputs would read from, once. Writes nowhere. */
public final class SourcesProbe {
    private static final int MAX_RECORDS = 50;
    private static final int MAX_PAGES = 10;

    private final UpsurgeConfig config;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Clock clock;
    private final Places places;

    /**
     * A probe.
     *
     * @param config names the inputs
     * @param readers makes clients that read committed records, in no group; they are closed here
     * @param clock the time here
     */
    public SourcesProbe(UpsurgeConfig config, Supplier<Consumer<byte[], byte[]>> readers, Clock clock) {
        this.config = config;
        this.readers = readers;
        this.clock = clock;
        this.places = new LabelPlaces(config.signals(), config.labels());
    }

    /** Looks at all of them. */
    public SourcesView look() {
        Map<TopicInput, Look<Optional<TopicTrial>>> topics = new LinkedHashMap<>();
        for (TopicInput input : config.inputs()) {
            topics.put(input, Look.at(() -> topic(input)));
        }
        List<WorkloadPattern> patterns =
                config.signals().stream().map(Signal::workload).toList();
        Map<String, Optional<ClusterTrial>> clusters = new LinkedHashMap<>();
        for (ClusterAccess access : config.watch().settings().clusters()) {
            Watched watched = Watched.of(access.cluster(), patterns);
            clusters.put(
                    access.cluster(),
                    watched.patterns().isEmpty() ? Optional.empty() : Optional.of(ClusterTrial.of(access, watched)));
        }
        PageTrial trial = new PageTrial(config.scrape().settings(), places);
        Map<ScrapeTarget, Look<PageTrial.Seen>> pages = new LinkedHashMap<>();
        config.scrape().targets().stream()
                .limit(MAX_PAGES)
                .forEach(target -> pages.put(target, Look.at(() -> trial.of(target, clock.millis()))));
        return new SourcesView(Look.at(() -> ReadinessProbe.ask(config.receiver())), topics, clusters, pages);
    }

    private Optional<TopicTrial> topic(TopicInput input) {
        try (Consumer<byte[], byte[]> reader = readers.get()) {
            TopicReading reading = new TopicReading(reader, MAX_RECORDS);
            if (reading.partitions(input.topic()).isEmpty()) {
                return Optional.empty();
            }
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            reading.past(input.topic(), OptionalLong.empty(), record -> {
                if (records.size() < MAX_RECORDS) {
                    records.add(record);
                }
            });
            return Optional.of(TopicTrial.of(
                    input,
                    places,
                    new AnnouncedFacts(config.signals()),
                    records,
                    clock.millis(),
                    config.engine().futureToleranceMs()));
        }
    }
}
