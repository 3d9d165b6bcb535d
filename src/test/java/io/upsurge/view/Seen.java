package io.upsurge.view;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.view.FleetView.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Scenarios played through the engine into a view. */
final class Seen {
    static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());
    static final Detector DETECTOR = Detector.of(CONFIG.signals(), CONFIG.engine(), CONFIG.rule());
    static final Retention RETENTION = new Retention(48 * 3_600_000L, 1_000_000, 500);
    static final Workload AWS_NODE = new Workload("production", "kube-system", "aws-node", "aws-node");

    final FleetView view = new FleetView(DETECTOR, RETENTION);
    final List<VersionRate> rates = new ArrayList<>();
    final List<RolloutFact> facts = new ArrayList<>();
    final List<Anomaly> anomalies = new ArrayList<>();

    /**
     * Plays a scenario.
     *
     * @param length how much of it, milliseconds
     * @param everyWindow is told when a window of all keys has been taken in
     */
    static Seen played(String scenario, long length, Consumer<Seen> everyWindow) {
        Seen seen = new Seen();
        Scenario script = new ScenarioFiles().load(scenario);
        long untilMs = script.start().toEpochMilli() + length;
        long[] last = new long[1];
        FleetStage.Sink sink = new FleetStage.Sink() {
            @Override
            public void rate(VersionRate rate) {
                if (rate.window().endMs() > untilMs) {
                    return;
                }
                if (rate.window().endMs() > last[0]) {
                    last[0] = rate.window().endMs();
                    everyWindow.accept(seen);
                }
                seen.rates.add(rate);
                seen.view.rate(rate);
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                if (anomaly.atMs() <= untilMs) {
                    seen.anomalies.add(anomaly);
                    seen.view.anomaly(anomaly);
                }
            }
        };
        Engine engine = new Engine(DETECTOR, EngineStates.onHeap(1), sink, Counters.ignored());
        new FleetSimulator(script).stream().forEach(record -> {
            if (record instanceof SimulatedRecord.Sample sample) {
                engine.on(sample.record());
            } else if (record instanceof SimulatedRecord.Rollout rollout) {
                if (rollout.fact().timeMs() <= untilMs) {
                    seen.facts.add(rollout.fact());
                    seen.view.fact(rollout.fact());
                }
                engine.on(rollout.fact());
            }
        });
        return seen;
    }

    /** What is asked of the gate by default. */
    static GateQuestion question(String to, long nowMs) {
        return new GateQuestion(
                AWS_NODE.cluster(),
                AWS_NODE.namespace(),
                AWS_NODE.daemonset(),
                "",
                to,
                Level.CONFIRMED,
                GateQuestion.RISK,
                GateQuestion.MIN_NODES,
                Set.of(),
                nowMs,
                GateQuestion.MAX_AGE_MS);
    }
}
