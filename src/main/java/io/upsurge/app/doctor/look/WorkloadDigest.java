package io.upsurge.app.doctor.look;

import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Signal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was seen of one workload in the topic of the samples. */
public final class WorkloadDigest {
    private static final int MAX_METRICS = 5_000;
    private static final int MAX_ROLES = 50_000;
    private static final int MAX_KEYS = 100_000;

    private final Map<Signal, SignalDigest> signals;
    private final Room containerRoom;
    private final Room seriesRoom;
    private final NavigableMap<String, ContainerTrack> containers = new TreeMap<>();
    private final NavigableMap<String, SeriesId> metrics = new TreeMap<>();
    private final Map<SeriesId, List<SeriesRole>> roles = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> unsteady = new HashSet<>();
    private final Spread intervals = new Spread();
    private long falls;
    private long comebacks;

    WorkloadDigest(Map<Signal, SignalDigest> signals, Room containerRoom, Room seriesRoom) {
        this.signals = signals;
        this.containerRoom = containerRoom;
        this.seriesRoom = seriesRoom;
    }

    void take(Scrape scrape) {
        ContainerTrack container = containers.get(scrape.node());
        if (container == null) {
            if (!containerRoom.take()) {
                return;
            }
            container = new ContainerTrack();
            containers.put(scrape.node(), container);
        }
        ContainerTrack.Taken taken = container.take(scrape, this, seriesRoom);
        if (taken.intervalMs() > 0) {
            intervals.add(taken.intervalMs());
        }
        if (taken.fell() || taken.cameBack()) {
            falls += taken.fell() ? 1 : 0;
            comebacks += taken.cameBack() ? 1 : 0;
            unsteady.add(scrape.node());
        }
    }

    void meet(SeriesId series) {
        if (metrics.size() < MAX_METRICS) {
            metrics.putIfAbsent(series.metric(), series);
        }
    }

    List<SeriesRole> rolesOf(SeriesId series) {
        List<SeriesRole> known = roles.get(series);
        if (known != null) {
            return known;
        }
        List<SeriesRole> found = SeriesRole.of(series, signals);
        if (roles.size() < MAX_ROLES) {
            roles.put(series, found);
        }
        for (SeriesRole role : found) {
            if (role.isCounter() && keys.size() < MAX_KEYS) {
                keys.add(role.signal().id() + role.signal().groupOf(series));
            }
        }
        return found;
    }

    /** Whether any signal is about it. */
    public boolean isWatched() {
        return !signals.isEmpty();
    }

    /** Its nodes, sorted. */
    public Set<String> nodes() {
        return containers.navigableKeySet();
    }

    /** Its metrics, whether a signal asks for them or not, each with one series. */
    public Map<String, SeriesId> metrics() {
        return metrics;
    }

    /** Time between two scrapes of a node. */
    public Spread intervals() {
        return intervals;
    }

    /** The most counters that signals ask for on one node. */
    public int mostSeries() {
        return containers.values().stream()
                .mapToInt(ContainerTrack::counters)
                .max()
                .orElse(0);
    }

    /** Groups over all its signals. */
    public int keys() {
        return keys.size();
    }

    /** Scrapes in which a counter was below its last value although the process had not started anew. */
    public long falls() {
        return falls;
    }

    /** Scrapes in which a counter that had fallen was back above where it had been, at once. */
    public long comebacks() {
        return comebacks;
    }

    /** A node with falls or comebacks. */
    public Optional<String> unsteadyNode() {
        return unsteady.stream().sorted().findFirst();
    }
}
