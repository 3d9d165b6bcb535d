package io.upsurge.app.doctor.look;

import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen in the topic of the samples. Its size is bounded whatever it is told. */
public final class SampleDigest {
    private static final int MAX_CLUSTERS = 100;
    private static final int MAX_WORKLOADS = 1_000;
    private static final int MAX_CONTAINERS = 100_000;
    private static final int MAX_SERIES = 400_000;

    private final EngineSettings engine;
    private final Map<Signal, SignalDigest> signals = new LinkedHashMap<>();
    private final Map<String, ClusterDigest> clusters = new TreeMap<>();
    private final Map<Workload, WorkloadDigest> workloads = new TreeMap<>();
    private final Refusals refusals = new Refusals();
    private final Room clusterRoom = new Room(MAX_CLUSTERS);
    private final Room workloadRoom = new Room(MAX_WORKLOADS);
    private final Room containerRoom = new Room(MAX_CONTAINERS);
    private final Room seriesRoom = new Room(MAX_SERIES);
    private long scrapes;
    private long aheadMs = Long.MIN_VALUE;

    /**
     * An empty digest.
     *
     * @param signals what is watched
     * @param engine times and bounds
     */
    public SampleDigest(List<Signal> signals, EngineSettings engine) {
        this.engine = engine;
        signals.forEach(signal -> this.signals.put(signal, new SignalDigest()));
    }

    /**
     * Takes a record that the topology would take.
     *
     * @param sample the record
     * @param partition its partition
     * @param appendMs when the broker wrote it, milliseconds since 1970-01-01T00:00Z
     */
    public void take(SampleRecord sample, int partition, long appendMs) {
        ClusterDigest cluster = clusters.get(sample.cluster());
        if (cluster == null) {
            if (!clusterRoom.take()) {
                return;
            }
            cluster = new ClusterDigest(engine.graceMs());
            clusters.put(sample.cluster(), cluster);
        }
        if (sample instanceof Heartbeat heartbeat) {
            cluster.take(heartbeat, partition, appendMs);
        } else if (sample instanceof Scrape scrape) {
            scrapes++;
            cluster.take(scrape, partition, appendMs);
            workload(scrape.workload(), scrape);
        }
    }

    private void workload(Workload workload, Scrape scrape) {
        WorkloadDigest digest = workloads.get(workload);
        if (digest == null) {
            if (!workloadRoom.take()) {
                return;
            }
            Map<Signal, SignalDigest> mine = new LinkedHashMap<>();
            signals.forEach((signal, of) -> {
                if (signal.workload().matches(workload)) {
                    mine.put(signal, of);
                }
            });
            digest = new WorkloadDigest(mine, containerRoom, seriesRoom);
            workloads.put(workload, digest);
        }
        digest.take(scrape);
    }

    /**
     * Takes a record that the topology would refuse.
     *
     * @param cause why, in a word
     * @param example where it is, and why in a sentence
     */
    public void refuse(String cause, String example) {
        refusals.add(cause, example);
    }

    /**
     * Compares the clock of a broker with the one here.
     *
     * @param appendMs when the broker wrote a record, milliseconds since 1970-01-01T00:00Z
     * @param hereMs the time here after it was read, milliseconds since 1970-01-01T00:00Z
     */
    void clocks(long appendMs, long hereMs) {
        aheadMs = Math.max(aheadMs, appendMs - hereMs);
    }

    /** By how much the brokers' clock is ahead of the one here at least, milliseconds; 0 where nothing follows. */
    public long brokerAheadMs() {
        return Math.max(0, aheadMs);
    }

    /** What was seen of each signal, in the order of the configuration. */
    public Map<Signal, SignalDigest> signals() {
        return signals;
    }

    /** By cluster, sorted. */
    public Map<String, ClusterDigest> clusters() {
        return clusters;
    }

    /** By workload, sorted. */
    public Map<Workload, WorkloadDigest> workloads() {
        return workloads;
    }

    /** What the topology would refuse. */
    public Refusals refusals() {
        return refusals;
    }

    /** Scrapes that the topology would take. */
    public long scrapes() {
        return scrapes;
    }

    /** Whether some of it was left out, because there was too much to remember. */
    public boolean isPart() {
        return clusterRoom.exhausted()
                || workloadRoom.exhausted()
                || containerRoom.exhausted()
                || seriesRoom.exhausted();
    }
}
