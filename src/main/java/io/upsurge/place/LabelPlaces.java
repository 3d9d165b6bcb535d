package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.NodeId;
import io.upsurge.model.Signal;
import io.upsurge.model.WorkloadPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Places by labels. A label set is looked into once and remembered, for as long as it is sent; what rests on the directory of
 * pods is looked into again when the directory has changed.
 */
public final class LabelPlaces implements Places {
    /** The gauge by which client libraries tell when their process began, seconds since 1970-01-01T00:00Z. */
    static final String PROCESS_START = "process_start_time_seconds";

    private static final int MAX_LABELS = 64;
    private static final int MAX_NAME = 256;
    private static final int MAX_VALUE = 4_096;
    private static final long AGE_MS = 600_000;

    private final WantedSeries wanted;
    private final PlacementSettings settings;
    private final PodDirectory directory = new PodDirectory();
    private final Placer placer;
    private final RecentLabels<Remembered> kept = new RecentLabels<>();
    private final RecentLabels<Remembered> others = new RecentLabels<>();
    private final Targets targets;
    private final PodSeries podSeries;
    private final InBandFacts facts;
    private final Set<String> metrics;
    private long agedMs;

    /** A placement, and the state of the directory it rests on. */
    private record Remembered(Placement placement, long generation) {}

    /**
     * Makes places.
     *
     * @param signals what is watched; nothing else is wanted
     * @param settings which label says what
     */
    public LabelPlaces(List<Signal> signals, PlacementSettings settings) {
        this.wanted = new WantedSeries(signals);
        this.settings = settings;
        this.placer = new Placer(wanted, settings, directory);
        List<WorkloadPattern> workloads =
                signals.stream().map(Signal::workload).distinct().toList();
        this.podSeries = new PodSeries(workloads, settings.zone());
        this.facts = new InBandFacts(workloads, directory);
        this.targets = new Targets(settings.maxSeries());
        Set<String> all = new HashSet<>(wanted.metrics());
        all.add(PROCESS_START);
        all.addAll(PodSeries.METRICS);
        all.addAll(settings.buildInfo());
        this.metrics = Set.copyOf(all);
    }

    @Override
    public Gathering begin() {
        return new BatchGathering(this, targets, facts);
    }

    @Override
    public boolean wants(String metric) {
        return metrics.contains(metric);
    }

    @Override
    public Set<String> metrics() {
        return metrics;
    }

    /** The cluster a series belongs to; empty where there is none, or none that can be used. */
    String clusterOf(SeriesLabels labels) {
        return placer.clusterOf(labels);
    }

    /** What is to be done with a series. */
    Placement place(SeriesLabels labels) {
        if (PodSeries.METRICS.contains(labels.metric())) {
            return news(labels);
        }
        Remembered known = kept.get(labels);
        if (known == null) {
            known = others.get(labels);
        }
        long generation = directory.generation();
        if (known != null && known.generation == generation) {
            return known.placement;
        }
        return find(labels, generation, known != null && known.placement instanceof Placement.Kept);
    }

    private Placement find(SeriesLabels labels, long generation, boolean wasKept) {
        Optional<Placement> beyond = beyondLimits(labels);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        int characters = labels.toMap().entrySet().stream()
                .mapToInt(label -> label.getKey().length() + label.getValue().length())
                .sum();
        Placement found = look(labels);
        if (!(found instanceof Placement.Kept)) {
            if (others.weight() >= settings.maxSeries()) {
                others.age();
            }
            others.put(labels, new Remembered(found, generation), characters);
            return found;
        }
        if (!wasKept && kept.weight() >= settings.maxSeries()) {
            return Placer.rejected(
                    labels,
                    "is one series too many; labels.max-series is " + settings.maxSeries()
                            + ", and a signal that asks for fewer, or a label in labels.drop, may help");
        }
        kept.put(labels, new Remembered(found, generation), characters);
        return found;
    }

    private Placement look(SeriesLabels labels) {
        if (labels.metric().equals(PROCESS_START)) {
            return new Placement.ProcessStart(placer.target(labels));
        }
        if (settings.buildInfo().contains(labels.metric())) {
            String version = labels.get("version");
            return version.isEmpty()
                    ? Placement.Filtered.INSTANCE
                    : new Placement.Build(placer.target(labels), version);
        }
        return placer.place(labels);
    }

    private Placement news(SeriesLabels labels) {
        String cluster = placer.clusterOf(labels);
        Optional<PodNews> news = podSeries.read(cluster, labels);
        if (news.isEmpty()) {
            return Placement.Filtered.INSTANCE;
        }
        if (cluster.isEmpty()) {
            return placer.withoutCluster(labels);
        }
        return beyondLimits(labels).orElseGet(() -> new Placement.News(news.get()));
    }

    private static Optional<Placement> beyondLimits(SeriesLabels labels) {
        if (labels.size() > MAX_LABELS) {
            return Optional.of(Placer.rejected(labels, "has " + labels.size() + " labels; there may be " + MAX_LABELS));
        }
        boolean tooLong = labels.toMap().entrySet().stream()
                .anyMatch(label ->
                        label.getKey().length() > MAX_NAME || label.getValue().length() > MAX_VALUE);
        return tooLong
                ? Optional.of(Placer.rejected(
                        labels,
                        "has a label that is too long; names may have " + MAX_NAME + " characters, values "
                                + MAX_VALUE))
                : Optional.empty();
    }

    /** Forgets series that were not sent for a while, by the time of the readings. */
    synchronized void heard(long latestMs) {
        if (Math.abs(latestMs - agedMs) > AGE_MS) {
            agedMs = latestMs;
            kept.age();
            targets.age();
        }
    }

    /** Whether a cluster may have the name. */
    static boolean mayBeCluster(String name) {
        try {
            return !new NodeId(name, "node").cluster().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
