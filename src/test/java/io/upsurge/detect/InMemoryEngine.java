package io.upsurge.detect;

import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.model.Anomaly;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Signal;
import io.upsurge.model.VersionRate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The engine with everything it says kept. */
public final class InMemoryEngine {
    public final List<VersionRate> rates = new ArrayList<>();
    public final List<Anomaly> anomalies = new ArrayList<>();
    public final Map<Event, Integer> counts = new EnumMap<>(Event.class);

    private final Engine engine;

    public InMemoryEngine(int partitions, List<Signal> signals) {
        this(partitions, signals, EngineSettings.defaults(), RuleSettings.defaults());
    }

    public InMemoryEngine(int partitions, List<Signal> signals, EngineSettings settings, RuleSettings ruleSettings) {
        this(partitions, Engine.Detector.of(signals, settings, ruleSettings));
    }

    public InMemoryEngine(int partitions, Engine.Detector detector) {
        this(EngineStates.onHeap(partitions), detector);
    }

    public InMemoryEngine(EngineStates states, Engine.Detector detector) {
        FleetStage.Sink kept = new FleetStage.Sink() {
            @Override
            public void rate(VersionRate rate) {
                rates.add(rate);
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                anomalies.add(anomaly);
            }
        };
        engine = new Engine(detector, states, kept, event -> counts.merge(event, 1, Integer::sum));
    }

    public void on(SampleRecord record) {
        engine.on(record);
    }

    public void on(RolloutFact fact) {
        engine.on(fact);
    }

    /** Takes a record in a partition that the caller names. */
    public void on(int source, SampleRecord record) {
        engine.on(source, record);
    }

    /** Takes a fact in a partition that the caller names. */
    public void on(int source, RolloutFact fact) {
        engine.on(source, fact);
    }

    public int count(Event event) {
        return counts.getOrDefault(event, 0);
    }

    /** Everything said, in an order of its own: the same however the work was spread. */
    public String answer() {
        TreeSet<String> lines = new TreeSet<>();
        rates.forEach(rate -> lines.add(rate.toString()));
        anomalies.forEach(anomaly -> lines.add(anomaly.toString()));
        return String.join("\n", lines);
    }
}
