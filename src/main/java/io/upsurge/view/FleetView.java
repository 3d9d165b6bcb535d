package io.upsurge.view;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.NodeChange;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.report.RecordedRun;
import io.upsurge.report.TopicRun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the topics say, kept in bounded memory. It depends on what was said and not on when or in which order, so every process
 * that has read the same records shows the same. What is older than the history, counted back from the newest window of the
 * workload, is forgotten; if there is more than there is room for, the history of all is shortened. Thread-safe: what takes
 * long works on a copy.
 */
public final class FleetView {
    private static final int MOST_WORKLOADS = 2_000;
    private static final int FORGET_EVERY = 10;

    private final Detector detector;
    private final Retention retention;
    private final TreeMap<Workload, WorkloadView> workloads = new TreeMap<>();
    private final AnomalyBook anomalies;
    private long historyMs;
    private long windows;
    private long throughMs;
    private long refused;
    private long revision;

    /**
     * What is kept.
     *
     * @param historyMs how far back, milliseconds
     * @param mostWindows most windows of rates over all keys and versions; each takes some 216 bytes
     * @param mostAnomalies most anomalies; open ones are kept beyond it
     */
    public record Retention(long historyMs, long mostWindows, int mostAnomalies) {
        /** What a window takes, bytes. */
        public static final int WINDOW_BYTES = 216;
    }

    /**
     * Knows nothing yet.
     *
     * @param detector what decides
     * @param retention what is kept
     */
    public FleetView(Detector detector, Retention retention) {
        this.detector = detector;
        this.retention = retention;
        this.historyMs = retention.historyMs();
        this.anomalies = new AnomalyBook(retention.mostAnomalies());
    }

    /** Takes in a rate. */
    public synchronized void rate(VersionRate rate) {
        WorkloadView workload = workload(rate.key().workload());
        long endMs = rate.window().endMs();
        if (workload == null || endMs <= workload.throughMs() - historyMs) {
            return;
        }
        long before = workload.throughMs();
        windows += workload.rate(rate);
        throughMs = Math.max(throughMs, endMs);
        revision++;
        long every = FORGET_EVERY * rate.window().lengthMs();
        if (before / every != workload.throughMs() / every) {
            windows -= workload.forget(workload.throughMs() - historyMs);
        }
        if (windows > retention.mostWindows()) {
            shorten();
        }
    }

    /** A tenth less for all, until it fits. */
    private void shorten() {
        while (windows > retention.mostWindows() - retention.mostWindows() / 10
                && historyMs > FORGET_EVERY * detector.settings().windowMs()) {
            historyMs -= historyMs / 10;
            for (WorkloadView workload : workloads.values()) {
                windows -= workload.forget(workload.throughMs() - historyMs);
            }
        }
    }

    /** Takes in a roll-out fact. */
    public synchronized void fact(RolloutFact fact) {
        WorkloadView workload = workload(fact.workload());
        if (workload != null) {
            workload.fact(fact);
            revision++;
        }
    }

    /** Takes in a change of an anomaly. */
    public synchronized void anomaly(Anomaly change) {
        anomalies.put(change);
        revision++;
    }

    private WorkloadView workload(Workload name) {
        WorkloadView known = workloads.get(name);
        if (known == null) {
            if (workloads.size() >= MOST_WORKLOADS) {
                refused++;
                return null;
            }
            known = new WorkloadView(name);
            workloads.put(name, known);
        }
        return known;
    }

    /** Grows with everything that is taken in. */
    public synchronized long revision() {
        return revision;
    }

    /** End of the newest window, milliseconds since 1970-01-01T00:00Z; 0 without any. */
    public synchronized long throughMs() {
        return throughMs;
    }

    /** What is watched. */
    public Detector detector() {
        return detector;
    }

    /** The workloads that are known, in their order. */
    public synchronized List<Workload> workloads() {
        return List.copyOf(workloads.keySet());
    }

    /** Every anomaly from its first change to its last, the one that changed last first. */
    public synchronized List<List<Anomaly>> anomalies() {
        return anomalies.all();
    }

    /** What is open, each anomaly as it changed last. */
    public List<Anomaly> open() {
        return anomalies().stream()
                .map(AnomalyBook::last)
                .filter(anomaly -> !anomaly.isOver())
                .toList();
    }

    /** Changes of an anomaly, in their order. */
    public synchronized Optional<List<Anomaly>> anomaly(String id) {
        return anomalies.of(id);
    }

    /** The rates of a key that end after one instant and not after another, by version and time. */
    public List<VersionRate> rates(SignalKey key, long afterMs, long toMs) {
        List<VersionRate> rates = new ArrayList<>();
        copy(key.workload()).map(workload -> workload.keys().get(key)).ifPresent(versions -> versions.values()
                .forEach(series -> rates.addAll(series.between(afterMs, toMs))));
        return rates;
    }

    /** The keys of a workload that have rates, in their order. */
    public synchronized List<SignalKey> keys(Workload workload) {
        WorkloadView known = workloads.get(workload);
        return known == null ? List.of() : List.copyOf(known.keys().keySet());
    }

    /**
     * A workload over a range of time, as a report shows it.
     *
     * @param name the workload
     * @param fromMs start of the range; earlier than what is remembered for all of it
     * @param toMs end of the range; later than the last window for all of it
     * @param changes how nodes called before and after they moved; empty where that is not known
     * @return empty if the workload is unknown
     */
    public Optional<RecordedRun> run(Workload name, long fromMs, long toMs, Collection<NodeChange> changes) {
        Optional<WorkloadView> found = copy(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WorkloadView workload = found.get();
        List<List<Anomaly>> of = anomalies().stream()
                .filter(course -> course.get(0).key().workload().equals(name))
                .toList();
        long window = detector.settings().windowMs();
        long newest = workload.throughMs() > 0 ? workload.throughMs() : workload.observedMs();
        long oldest = workload.firstMs().orElse(newest - window);
        long to = Math.max(Math.min(toMs, newest), oldest + window);
        long from = Math.max(Math.min(fromMs, to - window), oldest);
        TopicRun run = new TopicRun(detector, name, from, to);
        workload.nodes().forEach((node, starts) -> run.node(node, starts.starts(), workload.lastMs(starts)));
        changes.forEach(run::change);
        workload.keys().values().forEach(versions -> versions.values()
                .forEach(series -> series.between(from, to).forEach(run::rate)));
        of.stream()
                .filter(course -> course.get(0).openedAtMs() <= to
                        && (AnomalyBook.last(course).atMs() >= from
                                || !AnomalyBook.last(course).isOver()))
                .forEach(run::anomaly);
        return Optional.of(run.run());
    }

    private synchronized Optional<WorkloadView> copy(Workload name) {
        return Optional.ofNullable(workloads.get(name)).map(WorkloadView::copy);
    }

    /**
     * Everything at a glance.
     *
     * @param release release of Upsurge
     * @param configuration hash of the configuration
     */
    public synchronized Overview overview(String release, String configuration) {
        return new OverviewBuilder(detector, anomalies.all())
                .overview(release, configuration, workloads.values(), throughMs, historyMs, left());
    }

    private long left() {
        return refused
                + anomalies.forgotten()
                + workloads.values().stream().mapToLong(WorkloadView::refused).sum();
    }

    /** The verdict on a candidate. */
    public synchronized GateVerdict verdict(GateQuestion question) {
        return new FleetGate(detector, anomalies.all()).verdict(question, workloads);
    }

    /** Nodes that moved between versions, of every workload that is asked for, in the order of time. */
    public synchronized Map<Workload, List<Overview.RolloutState>> rollouts() {
        TreeMap<Workload, List<Overview.RolloutState>> all = new TreeMap<>();
        OverviewBuilder builder = new OverviewBuilder(detector, anomalies.all());
        workloads.forEach((name, workload) -> all.put(name, builder.rollouts(workload)));
        return all;
    }
}
