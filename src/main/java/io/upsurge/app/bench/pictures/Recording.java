package io.upsurge.app.bench.pictures;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.engine.Engine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.detect.engine.EngineStates;
import io.upsurge.detect.fleet.FleetStage;
import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.NodeStage;
import io.upsurge.detect.node.Partial;
import io.upsurge.detect.rule.Assessment;
import io.upsurge.detect.signal.GroupId;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import io.upsurge.simulate.Event.Rollout;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.SimulatedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A scenario played through the engine, with what one key of its first roll-out looked like, window by window. */
final class Recording {
    private final GroupId group;
    private final String candidate;
    private final TreeMap<String, Long> upgradedMs = new TreeMap<>();
    private final TreeMap<String, TreeMap<Long, Double>> rates = new TreeMap<>();
    private final TreeMap<Long, Integer> settled = new TreeMap<>();
    private final TreeMap<Long, Certainty> certainties = new TreeMap<>();
    private final List<Anomaly> anomalies = new ArrayList<>();

    /**
     * Plays a scenario.
     *
     * @param scenario what happens; its first event is the roll-out
     * @param config what decides
     * @param group the key to look at
     */
    Recording(Scenario scenario, UpsurgeConfig config, GroupId group) {
        this.group = group;
        this.candidate = scenario.events().stream()
                .filter(Rollout.class::isInstance)
                .map(event -> scenario.versions()
                        .get(((Rollout) event).to())
                        .version()
                        .id())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario " + scenario.name() + " has no roll-out"));
        Engine engine = new Engine(
                Detector.of(config.signals(), config.engine(), config.rule()),
                EngineStates.onHeap(1),
                (source, next) -> watched(next),
                sink(),
                Counters.ignored());
        new FleetSimulator(scenario).stream().forEach(record -> {
            if (record instanceof SimulatedRecord.Sample sample) {
                engine.on(sample.record());
            } else if (record instanceof SimulatedRecord.Rollout rollout) {
                note(rollout.fact());
                engine.on(rollout.fact());
            }
        });
    }

    private void note(RolloutFact fact) {
        if (fact.version().id().equals(candidate)) {
            upgradedMs.putIfAbsent(fact.node(), fact.sinceMs());
        }
    }

    private NodeStage.Sink watched(NodeStage.Sink next) {
        return new NodeStage.Sink() {
            @Override
            public void partial(Partial partial) {
                partial.rows().forEach(row -> rateOf(row)
                        .ifPresent(rate -> rates.computeIfAbsent(row.node(), n -> new TreeMap<>())
                                .put(partial.windowEndMs(), rate)));
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

    private OptionalDouble rateOf(NodeRow row) {
        Cell cell = row.cells().get(group);
        return cell == null || cell.exposureMs() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(cell.calls() * 1_000 / cell.exposureMs());
    }

    private FleetStage.Sink sink() {
        return new FleetStage.Sink() {
            @Override
            public void rate(VersionRate rate) {
                if (isWatched(rate.key()) && rate.version().equals(candidate)) {
                    settled.put(rate.window().endMs(), rate.nodes());
                }
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                if (isWatched(anomaly.key()) && anomaly.toVersion().equals(candidate)) {
                    anomalies.add(anomaly);
                }
            }

            @Override
            public void assessed(SignalKey key, String version, long windowEndMs, Assessment assessment) {
                if (isWatched(key) && version.equals(candidate)) {
                    assessment.certainty().ifPresent(certainty -> certainties.put(windowEndMs, certainty));
                }
            }
        };
    }

    private boolean isWatched(SignalKey key) {
        return key.signal().equals(group.signal()) && key.group().equals(group.group());
    }

    /** When the first node moved, milliseconds since 1970-01-01T00:00Z. */
    long firstUpgradeMs() {
        return upgradedMs.values().stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** When each node moved, milliseconds since 1970-01-01T00:00Z, by its name. */
    Map<String, Long> upgradedMs() {
        return upgradedMs;
    }

    /** Calls per second of a node by the end of the window. */
    Map<Long, Double> rates(String node) {
        return rates.getOrDefault(node, new TreeMap<>());
    }

    /** Nodes that run the candidate and are past their warm-up, by the end of the window. */
    Map<Long, Integer> settled() {
        return settled;
    }

    /** What was known of the ratio, by the end of the window. */
    Map<Long, Certainty> certainties() {
        return certainties;
    }

    /** When it was first said with at least this level, milliseconds since 1970-01-01T00:00Z; empty if never. */
    Optional<Long> saidMs(Level level) {
        return anomalies.stream()
                .filter(anomaly -> anomaly.level().compareTo(level) >= 0)
                .map(Anomaly::atMs)
                .findFirst();
    }
}
