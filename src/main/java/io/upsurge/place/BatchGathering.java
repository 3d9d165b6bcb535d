package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The readings of a batch. Nothing is placed before all of them are there, so that their order makes no difference. */
final class BatchGathering implements Gathering {
    private static final Comparator<Scrape> IN_ORDER = Comparator.comparingLong(Scrape::timeMs)
            .thenComparing(scrape -> scrape.nodeId().key())
            .thenComparing(Scrape::workload);
    private static final Comparator<RolloutFact> FACTS_IN_ORDER = Comparator.comparingLong(RolloutFact::observedAtMs)
            .thenComparing(fact -> fact.nodeId().key())
            .thenComparing(RolloutFact::workload)
            .thenComparingLong(RolloutFact::sinceMs)
            .thenComparing(RolloutFact::podUid);

    private final LabelPlaces places;
    private final Targets targets;
    private final InBandFacts inBand;
    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<ScrapeBuilder.Key, ScrapeBuilder> scrapes = new LinkedHashMap<>();
    private final Map<String, Set<Place>> seen = new HashMap<>();
    private final List<OfTarget<Placement.ProcessStart>> starts = new ArrayList<>();
    private final List<OfTarget<Placement.Build>> builds = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private long kept;
    private long filtered;
    private long unplaced;
    private long rejectedCount;
    private boolean finished;

    private record Reading(SeriesLabels series, long timeMs, double value, boolean stale) {}

    /** A reading of a target as a whole. */
    private record OfTarget<T extends Placement>(T placement, Reading reading) {}

    BatchGathering(LabelPlaces places, Targets targets, InBandFacts inBand) {
        this.places = places;
        this.targets = targets;
        this.inBand = inBand;
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
        List<RolloutFact> facts = new ArrayList<>(inBand.take(news()));
        readings.forEach(this::place);
        seen.forEach((name, at) -> targets.at(name).ifPresent(target -> target.isAt(at)));
        starts.forEach(this::start);
        builds.sort(Comparator.comparingLong(build -> build.reading.timeMs));
        builds.forEach(build -> facts.addAll(facts(build)));
        List<Scrape> all = scrapes.values().stream()
                .map(ScrapeBuilder::build)
                .sorted(IN_ORDER)
                .toList();
        facts.sort(FACTS_IN_ORDER);
        return new Gathered(all, facts, latest, kept, filtered, unplaced, rejected, rejectedCount);
    }

    /** What is told of pods comes first: other series may be placed by it. */
    private List<InBandFacts.Heard> news() {
        List<InBandFacts.Heard> news = new ArrayList<>();
        readings.removeIf(reading -> {
            boolean ofPods = PodSeries.METRICS.contains(reading.series.metric());
            if (ofPods && places.place(reading.series) instanceof Placement.News told) {
                kept++;
                news.add(new InBandFacts.Heard(told.news(), reading.timeMs, reading.value, reading.stale));
                return true;
            }
            return false;
        });
        return news;
    }

    private void place(Reading reading) {
        Placement placement = places.place(reading.series);
        if (placement instanceof Placement.Kept series) {
            keep(reading, series);
        } else if (placement instanceof Placement.ProcessStart start) {
            starts.add(new OfTarget<>(start, reading));
        } else if (placement instanceof Placement.Build build) {
            builds.add(new OfTarget<>(build, reading));
        } else if (placement instanceof Placement.Rejected why) {
            reject(why);
        } else if (placement instanceof Placement.Unplaced) {
            unplaced++;
        } else {
            filtered++;
        }
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

    private void start(OfTarget<Placement.ProcessStart> start) {
        Optional<Target> target = targets.known(start.placement.target());
        double startMs = start.reading.value * 1_000;
        if (target.isEmpty() || start.reading.stale || !(startMs > 0 && startMs < Long.MAX_VALUE)) {
            filtered++;
            return;
        }
        kept++;
        long rounded = Math.round(startMs);
        target.get().startedAt(rounded, start.reading.timeMs);
        target.get().places().forEach(place -> scrape(place, start.reading.timeMs)
                .startedAt(rounded));
    }

    private List<RolloutFact> facts(OfTarget<Placement.Build> build) {
        Optional<Target> target = targets.known(build.placement.target());
        if (target.isEmpty() || build.reading.stale) {
            filtered++;
            return List.of();
        }
        kept++;
        return target.get().is(build.placement.version(), build.reading.timeMs).stream()
                .filter(fact -> !inBand.tell(fact.workload()))
                .toList();
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
