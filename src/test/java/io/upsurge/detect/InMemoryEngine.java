package io.upsurge.detect;

import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.fleet.FleetStates;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.NodeTracker;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.MultipleOfBaseline;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.Anomaly;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Signal;
import io.upsurge.model.VersionRate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Both stages without Kafka: as many node stages as there are partitions, and one fleet stage. */
public final class InMemoryEngine {
    public final List<VersionRate> rates = new ArrayList<>();
    public final List<Anomaly> anomalies = new ArrayList<>();
    public final Map<Event, Integer> counts = new EnumMap<>(Event.class);

    private final List<NodeStage> nodeStages = new ArrayList<>();
    private final FleetStage fleet;

    public InMemoryEngine(int partitions, List<Signal> signals) {
        this(partitions, signals, EngineSettings.defaults(), RuleSettings.defaults());
    }

    public InMemoryEngine(int partitions, List<Signal> signals, EngineSettings settings, RuleSettings ruleSettings) {
        Counters counters = event -> counts.merge(event, 1, Integer::sum);
        Rule rule = new MultipleOfBaseline(ruleSettings);
        fleet = new FleetStage(
                partitions,
                new SignalCatalog(signals),
                settings,
                ruleSettings,
                rule,
                new FleetStates(new HeapStates<>(), new HeapStates<>(), new HeapStates<>(), new HeapStates<>()),
                new FleetStage.Sink() {
                    @Override
                    public void rate(VersionRate rate) {
                        rates.add(rate);
                    }

                    @Override
                    public void anomaly(Anomaly anomaly) {
                        anomalies.add(anomaly);
                    }
                },
                counters);
        for (int p = 0; p < partitions; p++) {
            int source = p;
            nodeStages.add(new NodeStage(
                    source,
                    new SignalCatalog(signals),
                    settings,
                    new HeapStates<NodeTracker>(),
                    new HeapStates<>(),
                    new NodeStage.Sink() {
                        @Override
                        public void partial(Partial partial) {
                            fleet.on(partial);
                        }

                        @Override
                        public void mark(String cluster, long closedToMs) {
                            fleet.onMark(cluster, source, closedToMs);
                        }
                    },
                    counters));
        }
    }

    public void on(SampleRecord record) {
        if (record instanceof Heartbeat) {
            nodeStages.forEach(stage -> stage.on(record));
        } else {
            stageOf(((Scrape) record).nodeId().key()).on(record);
        }
    }

    public void on(RolloutFact fact) {
        stageOf(fact.nodeId().key()).on(fact);
    }

    private NodeStage stageOf(String key) {
        return nodeStages.get(Math.floorMod(key.hashCode(), nodeStages.size()));
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
