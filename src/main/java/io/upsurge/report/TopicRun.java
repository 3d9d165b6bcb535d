package io.upsurge.report;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.NodeChange;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.report.KeyLog.Stand;
import io.upsurge.report.RecordedRun.LeftOut;
import io.upsurge.report.RecordedRun.Range;
import io.upsurge.report.RecordedRun.Totals;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the topics say of one workload over a range of time, shown as a replay would show it. What a node ran follows from its
 * roll-out facts; how it called before and after is asked of the detector and may be missing. Not thread-safe.
 */
public final class TopicRun {
    private static final int MOST_POINTS = 720;

    private final Detector detector;
    private final Workload workload;
    private final Steps steps;
    private final Range range;
    private final WorkloadLog log;
    private final Map<SignalKey, KeyLog> keys = new HashMap<>();
    private final TreeMap<String, List<Anomaly>> anomalies = new TreeMap<>();

    /**
     * Begins a run.
     *
     * @param detector what decides
     * @param workload the workload
     * @param fromMs start of the range, milliseconds since 1970-01-01T00:00Z
     * @param toMs end of the range, after its start
     */
    public TopicRun(Detector detector, Workload workload, long fromMs, long toMs) {
        this.detector = detector;
        this.workload = workload;
        this.steps = new Steps(detector.settings().windowMs(), MOST_POINTS);
        steps.reach(fromMs, toMs);
        this.range = new Range(
                steps.fromMs(),
                steps.toMs(),
                detector.settings().windowMs(),
                steps.stepMs(),
                detector.settings().warmUpMs(),
                detector.settings().baselineHalfLifeWindows());
        this.log = new WorkloadLog(detector.settings(), this::isRate);
    }

    private boolean isRate(String signal) {
        return detector.signals().stream().anyMatch(known -> known.id().equals(signal) && known.kind() == Kind.RATE);
    }

    /**
     * What a node ran.
     *
     * @param node its name
     * @param starts its starts in the order of time, at least one
     * @param lastMs until when the last of them is known to have run, milliseconds since 1970-01-01T00:00Z
     */
    public void node(String node, List<RolloutFact> starts, long lastMs) {
        starts.forEach(start -> log.tell(start.version()));
        log.ran(node, starts, lastMs, range);
    }

    /** How a node called before and after it moved. */
    public void change(NodeChange change) {
        log.changed(change);
    }

    /** A rate, within the range; those of a key in the order of time. */
    public void rate(VersionRate rate) {
        if (detector.signals().stream().map(Signal::id).noneMatch(rate.key().signal()::equals)) {
            return;
        }
        log.versionNumber(rate.version());
        KeyLog key = keys.computeIfAbsent(rate.key(), k -> new KeyLog());
        key.rate(rate, steps);
        rate.standing()
                .ifPresent(standing ->
                        key.stood(rate.version(), rate.window().startMs(), Stand.of(rate, standing), steps));
    }

    /** An anomaly, from its first change to its last. */
    public void anomaly(Collection<Anomaly> changes) {
        List<Anomaly> all = List.copyOf(changes);
        anomalies.put(all.get(0).id(), all);
    }

    /** What was told until now; to be asked once. */
    public RecordedRun run() {
        log.count(steps);
        TreeMap<Workload, WorkloadLog> workloads = new TreeMap<>();
        workloads.put(workload, log);
        return new RunSummary(
                        detector,
                        steps,
                        workloads,
                        keys,
                        anomalies,
                        new Totals(0, 0, 0, 0, 0, 0, List.of(), new TreeMap<>()),
                        new LeftOut(0, 0, 0, 0))
                .run();
    }
}
