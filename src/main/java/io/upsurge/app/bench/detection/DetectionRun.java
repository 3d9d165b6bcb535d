package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.FleetGenerator;
import io.upsurge.app.bench.detection.fleet.RecordSink;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.util.Map;

/** Plays one run of a cell through the pure engine. Safe for use by several threads: each run has everything of its own. */
final class DetectionRun {
    /** The effect that matters, as in the goals. */
    static final double MULTIPLE = 1.5;

    private final UpsurgeConfig config;
    private final Seeds seeds;

    /** With the detector of a configuration, and runs of a set of seeds. */
    DetectionRun(UpsurgeConfig config, Seeds seeds) {
        this.config = config;
        this.seeds = seeds;
    }

    RunResult of(Cell cell, int run) {
        FleetGenerator fleet = new FleetGenerator(cell.plan(), seeds.of(cell.stream(), run));
        RunListener listener = new RunListener(cell, fleet, MULTIPLE);
        Engine engine = new Engine(
                Engine.Detector.of(config.signals(), config.engine(), config.rule()),
                EngineStates.onHeap(1),
                listener,
                Counters.ignored());
        fleet.generate(new RecordSink() {
            @Override
            public void sample(SampleRecord sample) {
                engine.on(sample);
            }

            @Override
            public void fact(RolloutFact fact) {
                engine.on(fact);
            }
        });
        return listener.result(run, Map.of());
    }
}
