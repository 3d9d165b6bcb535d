package io.upsurge.detect.engine;

import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.EngineStates.SourceStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Rule;
import io.upsurge.detect.signal.SharedGroups;
import io.upsurge.detect.signal.SignalCatalog;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * The pure engine in one piece: as many node stages as there are source partitions, and one fleet stage that hears them
 * directly. The same records give the same answer as the topology gives. Not thread-safe.
 */
public final class Engine {
    private final List<NodeStage> nodeStages = new ArrayList<>();

    /**
     * What decides.
     *
     * @param signals what is watched
     * @param settings times and bounds
     * @param ruleSettings settings of rules and anomalies
     * @param rule who judges
     */
    public record Detector(List<Signal> signals, EngineSettings settings, RuleSettings ruleSettings, Rule rule) {

        /** With the rule that the settings name. */
        public static Detector of(List<Signal> signals, EngineSettings settings, RuleSettings ruleSettings) {
            return new Detector(signals, settings, ruleSettings, Rule.of(ruleSettings));
        }
    }

    /** Hears what stage one says to stage two, before stage two does. */
    @FunctionalInterface
    public interface Tap {
        /**
         * A stage between the two, or {@code next} itself.
         *
         * @param source number of the source partition
         * @param next what must be told everything it is told
         */
        NodeStage.Sink before(int source, NodeStage.Sink next);
    }

    /** An engine that nobody listens in on. */
    public Engine(Detector detector, EngineStates states, FleetStage.Sink sink, Counters counters) {
        this(detector, states, (source, next) -> next, sink, counters);
    }

    /**
     * Makes an engine.
     *
     * @param detector what decides
     * @param states where state lives; as many sources as there are to be partitions
     * @param tap hears what goes from stage one to stage two
     * @param sink where rates and anomalies go
     * @param counters what was met, by both stages
     */
    public Engine(Detector detector, EngineStates states, Tap tap, FleetStage.Sink sink, Counters counters) {
        FleetStage fleet = new FleetStage(
                states.sources().size(),
                new SignalCatalog(detector.signals()),
                detector.settings(),
                detector.ruleSettings(),
                detector.rule(),
                states.fleet(),
                sink,
                counters);
        SharedGroups groups = new SharedGroups();
        for (SourceStates source : states.sources()) {
            int number = nodeStages.size();
            nodeStages.add(new NodeStage(
                    number,
                    new SignalCatalog(detector.signals(), groups),
                    detector.settings(),
                    source.nodes(),
                    source.clocks(),
                    tap.before(number, direct(number, fleet)),
                    counters));
        }
    }

    private static NodeStage.Sink direct(int source, FleetStage fleet) {
        return new NodeStage.Sink() {
            @Override
            public void partial(Partial partial) {
                fleet.on(partial);
            }

            @Override
            public void snapshot(Workload workload, long windowEndMs) {
                fleet.onSnapshot(workload, windowEndMs);
            }

            @Override
            public void mark(String cluster, long closedToMs) {
                fleet.onMark(cluster, source, closedToMs);
            }
        };
    }

    /** Takes a scrape, in the partition of its node, or a heartbeat, in every partition. */
    public void on(SampleRecord record) {
        if (record instanceof Heartbeat) {
            nodeStages.forEach(stage -> stage.on(record));
        } else {
            Scrape scrape = (Scrape) record;
            stageOf(scrape.cluster(), scrape.node()).on(record);
        }
    }

    /** Takes a roll-out fact, in the partition of its node. */
    public void on(RolloutFact fact) {
        stageOf(fact.workload().cluster(), fact.node()).on(fact);
    }

    /**
     * Takes a scrape, or one partition's copy of a heartbeat, in a partition that the caller names.
     *
     * @param source number of the source partition
     */
    public void on(int source, SampleRecord record) {
        nodeStages.get(source).on(record);
    }

    /**
     * Takes a roll-out fact in a partition that the caller names.
     *
     * @param source number of the source partition; that of the scrapes of its node
     */
    public void on(int source, RolloutFact fact) {
        nodeStages.get(source).on(fact);
    }

    private NodeStage stageOf(String cluster, String node) {
        return nodeStages.size() == 1
                ? nodeStages.get(0)
                : nodeStages.get(Math.floorMod(31 * cluster.hashCode() + node.hashCode(), nodeStages.size()));
    }
}
