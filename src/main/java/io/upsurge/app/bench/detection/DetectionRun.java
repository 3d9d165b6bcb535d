package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.FleetGenerator;
import io.upsurge.app.bench.detection.fleet.RecordSink;
import io.upsurge.app.bench.detection.fleet.Schedule;
import io.upsurge.app.bench.detection.fleet.SeriesNames;
import io.upsurge.app.bench.detection.rival.RivalPanel;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.detect.signal.Role;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        Map<String, Finding> rivals = new TreeMap<>();
        Engine.Tap tap = cell.rivals() ? panel(fleet, rivals) : (source, next) -> next;
        Engine engine = new Engine(
                Engine.Detector.of(rates(), config.engine(), config.rule()),
                EngineStates.onHeap(1),
                tap,
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
        return listener.result(run, rivals);
    }

    private Engine.Tap panel(FleetGenerator fleet, Map<String, Finding> rivals) {
        RivalPanel panel = new RivalPanel(firstGroup(), MULTIPLE, (name, endMs) -> {
            double minutes = fleet.minutesAt(endMs);
            Schedule schedule = fleet.schedule();
            rivals.put(name, new Finding(minutes - schedule.firstMinutes(), schedule.shareAt(minutes)));
        });
        return (source, next) -> panel.before(next);
    }

    /** The signals that the made-up fleets have series for; others would only share the error budget. */
    private List<Signal> rates() {
        return config.signals().stream()
                .filter(signal -> signal.kind() == Signal.Kind.RATE)
                .toList();
    }

    private GroupId firstGroup() {
        return new SignalCatalog(rates())
                .rolesOf(SeriesNames.WORKLOAD, SeriesNames.plain(1).get(0)).stream()
                        .map(Role::group)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no signal of the configuration watches " + SeriesNames.plain(1)));
    }
}
