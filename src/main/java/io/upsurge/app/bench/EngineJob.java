package io.upsurge.app.bench;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.HeapStates;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.engine.EngineStates.SourceStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.fleet.FleetStates;
import io.upsurge.detect.fleet.NodeHistory;
import io.upsurge.detect.node.NodeTracker;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import java.util.ArrayList;
import java.util.List;

/** Both stages of the engine on records in memory, one source, no encoding: what the detector costs by itself. */
final class EngineJob {
    private final UpsurgeConfig config;
    private final BenchFleet fleet;

    EngineJob(UpsurgeConfig config, BenchFleet fleet) {
        this.config = config;
        this.fleet = fleet;
    }

    /**
     * A run.
     *
     * @param used what three quarters of it took
     * @param findings what it said
     * @param nodeStateBytes packed state of stage one, all nodes
     * @param historyBytes packed state of stage two that is kept per node, all nodes
     */
    record Run(Reading used, Findings findings, long nodeStateBytes, long historyBytes) {}

    Run run() {
        List<Object> records = new ArrayList<>();
        fleet.generate(new BenchFleet.Sink() {
            @Override
            public void sample(SampleRecord sample) {
                records.add(sample);
            }

            @Override
            public void fact(RolloutFact fact) {
                records.add(fact);
            }
        });
        HeapStates<NodeTracker> nodes = new HeapStates<>();
        HeapStates<NodeHistory> histories = new HeapStates<>();
        Findings findings = new Findings();
        Engine engine = engine(nodes, histories, findings);
        Progress progress = new Progress(records.size());
        for (Object next : records) {
            if (next instanceof SampleRecord sample) {
                engine.on(sample);
            } else {
                engine.on((RolloutFact) next);
            }
            progress.one();
        }
        Reading used = progress.sinceQuarter();
        return new Run(
                used, findings, nodes.sum(node -> node.pack().length), histories.sum(history -> history.pack().length));
    }

    private Engine engine(HeapStates<NodeTracker> nodes, HeapStates<NodeHistory> histories, Findings findings) {
        EngineStates states = new EngineStates(
                List.of(new SourceStates(nodes, new HeapStates<>())),
                new FleetStates(
                        new HeapStates<>(), new HeapStates<>(), histories, new HeapStates<>(), new HeapStates<>()));
        FleetStage.Sink sink = new FleetStage.Sink() {
            @Override
            public void rate(VersionRate rate) {
                findings.rate();
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                findings.anomaly(anomaly);
            }
        };
        return new Engine(Detector.of(config.signals(), config.engine(), config.rule()), states, sink, findings::count);
    }
}
