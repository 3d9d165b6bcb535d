package io.upsurge.report;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Window;
import io.upsurge.model.Workload;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.report.KeyLog.Stand;
import io.upsurge.report.RecordedRun.LeftOut;
import io.upsurge.report.RecordedRun.Totals;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Listens to a run of the detector and keeps what its report shows, in bounded memory: curves are thinned to a number of
 * points, nodes, keys and anomalies beyond a number are counted only. What is kept depends on what was said alone, and not
 * on when. Not thread-safe.
 */
public final class Recorder implements ReplayListener {
    private static final int MOST_POINTS = 720;
    private static final int MOST_KEYS = 300;
    private static final int MOST_WORKLOADS = 50;
    private static final int MOST_ANOMALIES = 200;
    private static final int MOST_CHANGES = 60;

    private final Detector detector;
    private final Map<String, Signal> signals = new HashMap<>();
    private final Steps steps;
    private final TreeMap<Workload, WorkloadLog> workloads = new TreeMap<>();
    private final Map<SignalKey, KeyLog> keys = new HashMap<>();
    private final TreeMap<String, List<Anomaly>> anomalies = new TreeMap<>();
    private final Set<SignalKey> keysWithoutRoom = new HashSet<>();
    private int anomaliesWithoutRoom;
    private Totals totals = new Totals(0, 0, 0, 0, 0, 0, List.of(), new TreeMap<>());

    /**
     * Has heard nothing yet.
     *
     * @param detector what decides in the run
     */
    public Recorder(Detector detector) {
        this.detector = detector;
        detector.signals().forEach(signal -> signals.put(signal.id(), signal));
        this.steps = new Steps(detector.settings().windowMs(), MOST_POINTS);
    }

    @Override
    public void fact(RolloutFact fact) {
        WorkloadLog workload = workload(fact.workload());
        if (workload != null) {
            workload.tell(fact.version());
        }
    }

    @Override
    public void partial(Partial partial) {
        Window window = window(partial.windowEndMs());
        reach(window);
        WorkloadLog workload = workload(partial.workload());
        if (workload != null) {
            workload.add(partial, window, steps);
        }
    }

    @Override
    public void rate(VersionRate rate) {
        reach(rate.window());
        KeyLog key = key(rate.key());
        if (key != null) {
            key.rate(rate, steps);
        }
    }

    @Override
    public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
        Window window = window(windowEndMs);
        reach(window);
        KeyLog log = key(key);
        if (log != null) {
            log.stood(version, window.startMs(), Stand.of(windowEndMs, assessment), steps);
        }
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        List<Anomaly> changes = anomalies.get(anomaly.id());
        if (changes == null) {
            if (anomalies.size() >= MOST_ANOMALIES) {
                anomaliesWithoutRoom += anomaly.state() == Anomaly.State.OPEN ? 1 : 0;
                return;
            }
            changes = new ArrayList<>();
            anomalies.put(anomaly.id(), changes);
        }
        if (changes.size() >= MOST_CHANGES) {
            changes.remove(MOST_CHANGES / 2);
        }
        changes.add(anomaly);
    }

    /** What was heard until now. */
    public RecordedRun run() {
        return new RunSummary(detector, steps, workloads, keys, anomalies, totals, left()).run();
    }

    @Override
    public void end(ReplayTotals said) {
        TreeMap<String, Long> events = new TreeMap<>();
        said.events().forEach((event, count) -> events.put(AnomalyWords.word(event), count));
        totals = new Totals(
                said.scrapes(),
                said.samples(),
                said.facts(),
                said.outside(),
                said.belated(),
                said.refused(),
                said.refusals().stream().map(OneLine::of).toList(),
                events);
    }

    private LeftOut left() {
        return new LeftOut(keysWithoutRoom.size(), 0, anomaliesWithoutRoom, 0);
    }

    private Window window(long endMs) {
        return new Window(endMs - detector.settings().windowMs(), endMs);
    }

    private void reach(Window window) {
        if (steps.reach(window.startMs(), window.endMs())) {
            workloads.values().forEach(workload -> workload.thin(steps));
            keys.values().forEach(key -> key.thin(steps));
        }
    }

    private WorkloadLog workload(Workload workload) {
        WorkloadLog known = workloads.get(workload);
        if (known == null && workloads.size() < MOST_WORKLOADS) {
            known = new WorkloadLog(detector.settings(), this::silenceCounts);
            workloads.put(workload, known);
        }
        return known;
    }

    private boolean silenceCounts(String signal) {
        return signals.containsKey(signal) && signals.get(signal).kind() == Kind.RATE;
    }

    private KeyLog key(SignalKey key) {
        KeyLog known = keys.get(key);
        if (known == null) {
            if (keys.size() >= MOST_KEYS || workload(key.workload()) == null || !signals.containsKey(key.signal())) {
                if (keysWithoutRoom.size() < MOST_KEYS * MOST_WORKLOADS) {
                    keysWithoutRoom.add(key);
                }
                return null;
            }
            known = new KeyLog();
            keys.put(key, known);
        }
        return known;
    }
}
