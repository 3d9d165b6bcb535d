package io.upsurge.detect.node;

import io.upsurge.detect.Counters;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One container of one node. Scrapes and facts wait here until the watermark has passed them and are then taken in the
 * order of event time, so that the order in which they arrived does not matter.
 */
final class ContainerTracker {
    /** More waiting records than this for one container are refused: no honest source scrapes that often. */
    private static final int MAX_WAITING = 1_000;

    private final Workload workload;
    private final String node;
    private final EngineSettings settings;
    private final SeriesCounters series;
    private final Gauges gauges;
    private final VersionTrack track;
    private final TreeMap<Long, Scrape> scrapes = new TreeMap<>();
    private final TreeMap<Long, List<RolloutFact>> facts = new TreeMap<>();
    private final List<RowBuilder> rows = new ArrayList<>();
    private String podUid = "";
    private long startMs;
    private long firstScrapeMs;
    private long lastScrapeMs;
    private long lastObservedMs;
    private long processedToMs = Long.MIN_VALUE;
    private int corrections;

    ContainerTracker(Workload workload, String node, SignalCatalog catalog, EngineSettings settings) {
        this.workload = workload;
        this.node = node;
        this.settings = settings;
        this.series = new SeriesCounters(workload, catalog, settings.maxSeriesPerContainer(), settings.maxGapMs());
        this.gauges = new Gauges(catalog.covariatesOf(workload));
        this.track = new VersionTrack(settings);
    }

    long lastScrapeMs() {
        return scrapes.isEmpty() ? lastScrapeMs : scrapes.lastKey();
    }

    long lastHeardMs() {
        return Math.max(lastScrapeMs(), lastObservedMs);
    }

    void add(Scrape scrape, Counters counters) {
        if (scrape.timeMs() <= processedToMs || scrapes.size() >= MAX_WAITING) {
            counters.count(Event.LATE_SAMPLE);
            return;
        }
        scrapes.merge(scrape.timeMs(), scrape, (one, other) -> {
            if (one.equals(other)) {
                counters.count(Event.DUPLICATE_SAMPLE);
                return one;
            }
            return ScrapeMerge.of(one, other);
        });
    }

    void add(RolloutFact fact, Counters counters) {
        lastObservedMs = Math.max(lastObservedMs, Math.max(fact.sinceMs(), fact.observedAtMs()));
        if (fact.sinceMs() <= processedToMs || facts.size() >= MAX_WAITING) {
            corrections += track.onLateFact(fact, firstScrapeMs, processedToMs, counters);
            return;
        }
        List<RolloutFact> sameTime = facts.computeIfAbsent(fact.sinceMs(), t -> new ArrayList<>(1));
        for (int i = 0; i < sameTime.size(); i++) {
            if (same(sameTime.get(i), fact)) {
                boolean earlier = fact.observedAtMs() < sameTime.get(i).observedAtMs();
                sameTime.set(i, earlier ? fact : sameTime.get(i));
                sameTime.sort(ContainerTracker::inStableOrder);
                return;
            }
        }
        sameTime.add(fact);
        sameTime.sort(ContainerTracker::inStableOrder);
    }

    /** Whether one repeats the other: whoever says it, whenever it is said, and whatever else is told of it. */
    private static boolean same(RolloutFact one, RolloutFact other) {
        return one.version().equals(other.version())
                && one.podUid().equals(other.podUid())
                && one.zone().equals(other.zone());
    }

    private static int inStableOrder(RolloutFact one, RolloutFact other) {
        int byObserved = Long.compare(one.observedAtMs(), other.observedAtMs());
        if (byObserved != 0) {
            return byObserved;
        }
        int byVersion = stableName(one.version()).compareTo(stableName(other.version()));
        int byPod = byVersion != 0 ? byVersion : one.podUid().compareTo(other.podUid());
        return byPod != 0 ? byPod : one.zone().compareTo(other.zone());
    }

    private static String stableName(Version version) {
        return version.id() + ' ' + version.digest();
    }

    /** Takes everything up to an instant, inclusive. */
    void advance(long toMs, Counters counters) {
        while (true) {
            long fact = facts.isEmpty() ? Long.MAX_VALUE : facts.firstKey();
            long scrape = scrapes.isEmpty() ? Long.MAX_VALUE : scrapes.firstKey();
            if (Math.min(fact, scrape) > toMs) {
                break;
            }
            if (fact <= scrape) {
                facts.pollFirstEntry().getValue().forEach(next -> track.onFact(next, firstScrapeMs > 0));
            } else {
                process(scrapes.pollFirstEntry().getValue(), counters);
            }
        }
        processedToMs = Math.max(processedToMs, toMs);
    }

    private void process(Scrape scrape, Counters counters) {
        if (!scrape.points().isEmpty() && scrape.points().stream().allMatch(Scrape.Point::stale)) {
            counters.count(Event.ENDED_SAMPLE);
            return;
        }
        counters.count(Event.COUNTED_SAMPLE);
        gauges.read(scrape);
        if (firstScrapeMs == 0) {
            firstScrapeMs = scrape.timeMs();
            track.onFirstScrape(scrape.startMs());
            series.restart(scrape, counters);
        } else if (isReset(scrape)) {
            counters.count(Event.RESET);
            track.onReset(lastScrapeMs, scrape.timeMs(), scrape.startMs());
            series.restart(scrape, counters);
            series.bursts(scrape, row(track.phaseOf(scrape.timeMs(), scrape.timeMs(), counters)));
        } else if (scrape.timeMs() - lastScrapeMs > settings.maxGapMs()) {
            counters.count(Event.GAP);
            series.rebase(scrape, counters);
        } else {
            Phase phase = track.phaseOf(lastScrapeMs, scrape.timeMs(), counters);
            series.count(scrape, lastScrapeMs, track.phaseSinceMs(), row(phase), counters);
        }
        if (!scrape.podUid().isEmpty()) {
            podUid = scrape.podUid();
        }
        if (scrape.startMs() > 0) {
            startMs = scrape.startMs();
        }
        lastScrapeMs = scrape.timeMs();
    }

    private boolean isReset(Scrape scrape) {
        if (!podUid.isEmpty() && !scrape.podUid().isEmpty() && !podUid.equals(scrape.podUid())) {
            return true;
        }
        if (startMs > 0 && scrape.startMs() > 0) {
            return Math.abs(startMs - scrape.startMs()) > 1_000;
        }
        return series.anyFell(scrape);
    }

    private RowBuilder row(Phase phase) {
        for (RowBuilder row : rows) {
            if (row.isFor(track.versionId(), phase, track.restartedMs())) {
                return row;
            }
        }
        RowBuilder row = new RowBuilder(track.versionId(), phase, track.sinceMs(), track.restartedMs());
        rows.add(row);
        return row;
    }

    /** Hands over the rows of the window that ends now, in the order they were begun, and starts afresh. */
    void takeRows(BiConsumer<Workload, NodeRow> to) {
        Map<String, Double> covariates = gauges.values();
        for (RowBuilder row : rows) {
            to.accept(workload, row.build(node, series.knownGroups(), covariates, track.zone()));
        }
        rows.clear();
        gauges.clear();
    }

    /** Hands over the number of node windows that late facts have corrected since the last call. */
    int takeCorrections() {
        int taken = corrections;
        corrections = 0;
        return taken;
    }

    void pack(Packer out) {
        out.name(podUid).number(startMs).number(firstScrapeMs).number(lastScrapeMs);
        out.number(lastObservedMs).number(processedToMs).number(corrections);
        track.pack(out);
        series.pack(out);
        gauges.pack(out);
        out.number(rows.size());
        rows.forEach(row -> row.pack(out));
        out.number(scrapes.size());
        scrapes.values().forEach(scrape -> packScrape(scrape, out));
        out.number(facts.values().stream().mapToInt(List::size).sum());
        facts.values().forEach(sameTime -> sameTime.forEach(fact -> packFact(fact, out)));
    }

    void unpack(Unpacker in) {
        podUid = in.name();
        startMs = in.number();
        firstScrapeMs = in.number();
        lastScrapeMs = in.number();
        lastObservedMs = in.number();
        processedToMs = in.number();
        corrections = (int) in.number();
        track.unpack(in);
        series.unpack(in);
        gauges.unpack(in);
        for (int i = in.count(); i > 0; i--) {
            rows.add(RowBuilder.unpack(in));
        }
        for (int i = in.count(); i > 0; i--) {
            Scrape scrape = unpackScrape(in);
            scrapes.put(scrape.timeMs(), scrape);
        }
        for (int i = in.count(); i > 0; i--) {
            RolloutFact fact = unpackFact(in);
            facts.computeIfAbsent(fact.sinceMs(), t -> new ArrayList<>(1)).add(fact);
        }
    }

    private static void packScrape(Scrape scrape, Packer out) {
        out.number(scrape.timeMs()).name(scrape.podUid()).number(scrape.startMs());
        out.number(scrape.points().size());
        for (Scrape.Point point : scrape.points()) {
            SeriesCounters.packSeries(point.series(), out);
            out.real(point.value()).flag(point.stale());
        }
    }

    private Scrape unpackScrape(Unpacker in) {
        long timeMs = in.number();
        String uid = in.name();
        long start = in.number();
        List<Scrape.Point> points = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            points.add(new Scrape.Point(SeriesCounters.unpackSeries(in), in.real(), in.flag()));
        }
        return new Scrape(workload, node, timeMs, uid, start, points);
    }

    private static void packFact(RolloutFact fact, Packer out) {
        Version version = fact.version();
        out.name(version.image()).name(version.tag()).name(version.digest()).name(version.revision());
        out.name(fact.podUid())
                .number(fact.sinceMs())
                .number(fact.observedAtMs())
                .name(fact.source())
                .name(fact.zone());
    }

    private RolloutFact unpackFact(Unpacker in) {
        Version version = new Version(in.name(), in.name(), in.name(), in.name());
        return new RolloutFact(workload, node, version, in.name(), in.number(), in.number(), in.name(), in.name());
    }
}
