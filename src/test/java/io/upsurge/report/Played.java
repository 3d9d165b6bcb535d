package io.upsurge.report;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.model.Scrape;
import io.upsurge.model.Workload;
import io.upsurge.replay.ReplayListener;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.util.List;
import java.util.Map;

/** Scenarios played through the engine. */
final class Played {
    static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());
    static final Detector DETECTOR = Detector.of(CONFIG.signals(), CONFIG.engine(), CONFIG.rule());

    private Played() {}

    static RecordedRun shipped(String scenario) {
        return recorded(new ScenarioFiles().load(scenario));
    }

    static RecordedRun recorded(Scenario scenario) {
        Recorder recorder = new Recorder(DETECTOR);
        play(scenario, recorder);
        return recorder.run();
    }

    static void play(Scenario scenario, ReplayListener listener) {
        play(scenario, listener, Long.MAX_VALUE);
    }

    /** Plays what arrives before an instant. */
    static void play(Scenario scenario, ReplayListener listener, long untilMs) {
        long[] read = new long[5];
        Engine engine = new Engine(
                DETECTOR, EngineStates.onHeap(1), (source, next) -> tap(listener, next), listener, Counters.ignored());
        new FleetSimulator(scenario)
                .stream().takeWhile(record -> record.arrivalMs() < untilMs).forEach(record -> {
                    if (record instanceof SimulatedRecord.Sample sample) {
                        engine.on(sample.record());
                        if (sample.record() instanceof Scrape scrape) {
                            read[0]++;
                            read[1] += scrape.points().size();
                            read[3] = read[3] == 0 ? scrape.timeMs() : read[3];
                            read[4] = scrape.timeMs();
                        }
                    } else if (record instanceof SimulatedRecord.Rollout rollout) {
                        listener.fact(rollout.fact());
                        engine.on(rollout.fact());
                        read[2]++;
                    }
                });
        listener.end(new ReplayTotals(read[0], read[1], read[2], 0, 0, 0, 0, List.of(), read[3], read[4], Map.of()));
    }

    private static NodeStage.Sink tap(ReplayListener listener, NodeStage.Sink next) {
        return new NodeStage.Sink() {
            @Override
            public void partial(Partial partial) {
                listener.partial(partial);
                next.partial(partial);
            }

            @Override
            public void snapshot(Workload workload, long windowEndMs) {
                next.snapshot(workload, windowEndMs);
            }

            @Override
            public void mark(String cluster, long closedToMs) {
                next.mark(cluster, closedToMs);
            }
        };
    }
}
