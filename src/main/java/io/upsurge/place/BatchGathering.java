package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.Scrape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The readings of a batch. Nothing is placed before all of them are there, so that their order makes no difference. */
final class BatchGathering implements Gathering {
    private static final Comparator<Scrape> IN_ORDER = Comparator.comparingLong(Scrape::timeMs)
            .thenComparing(scrape -> scrape.nodeId().key())
            .thenComparing(Scrape::workload);

    private final LabelPlaces places;
    private final Targets targets;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<ScrapeBuilder.Key, ScrapeBuilder> scrapes = new LinkedHashMap<>();
    private final Map<String, Set<Place>> seen = new HashMap<>();
    private final List<String> rejected = new ArrayList<>();
    private long kept;
    private long filtered;
    private long unplaced;
    private long rejectedCount;
    private boolean finished;

    private record Reading(SeriesLabels series, long timeMs, double value, boolean stale) {}

    private record Start(String target, Reading reading) {}

    BatchGathering(LabelPlaces places, Targets targets) {
        this.places = places;
        this.targets = targets;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Since when a single series counts is not asked: a series begins with its first call, not with its process.
     */
    @Override
    public void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
        if (finished) {
            throw new IllegalStateException("the batch is finished");
        }
        latest.merge(places.clusterOf(series), timeMs, Math::max);
        if (places.wants(series.metric())) {
            readings.add(new Reading(series, timeMs, value, stale));
        } else {
            filtered++;
        }
    }

    @Override
    public Gathered finish() {
        finished = true;
        latest.keySet().removeIf(cluster -> !LabelPlaces.mayBeCluster(cluster));
        latest.values().stream().max(Long::compare).ifPresent(places::heard);
        List<Start> starts = new ArrayList<>();
        for (Reading reading : readings) {
            Placement placement = places.place(reading.series);
            if (placement instanceof Placement.Kept series) {
                keep(reading, series);
            } else if (placement instanceof Placement.ProcessStart start) {
                starts.add(new Start(start.target(), reading));
            } else if (placement instanceof Placement.Rejected why) {
                reject(why);
            } else if (placement instanceof Placement.Unplaced) {
                unplaced++;
            } else {
                filtered++;
            }
        }
        seen.forEach(targets::learn);
        starts.forEach(this::place);
        List<Scrape> all = scrapes.values().stream()
                .map(ScrapeBuilder::build)
                .sorted(IN_ORDER)
                .toList();
        return new Gathered(all, List.of(), latest, kept, filtered, unplaced, rejected, rejectedCount);
    }

    private void keep(Reading reading, Placement.Kept series) {
        kept++;
        seen.computeIfAbsent(series.target(), target -> new HashSet<>(2)).addAll(series.places());
        for (Place place : series.places()) {
            scrape(place, reading.timeMs)
                    .add(
                            new Scrape.Point(
                                    series.series(), reading.stale ? Double.NaN : reading.value, reading.stale),
                            series.podUid());
        }
    }

    private void place(Start start) {
        Set<Place> of = targets.of(start.target);
        double startMs = start.reading.value * 1_000;
        if (of.isEmpty() || start.reading.stale || !(startMs > 0 && startMs < Long.MAX_VALUE)) {
            filtered++;
            return;
        }
        kept++;
        of.forEach(place -> scrape(place, start.reading.timeMs).startedAt(Math.round(startMs)));
    }

    private ScrapeBuilder scrape(Place place, long timeMs) {
        return scrapes.computeIfAbsent(new ScrapeBuilder.Key(place, timeMs), ScrapeBuilder::new);
    }

    private void reject(Placement.Rejected placement) {
        rejectedCount++;
        if (rejected.size() < Gathered.MAX_REJECTED) {
            rejected.add(placement.why());
        }
    }
}
