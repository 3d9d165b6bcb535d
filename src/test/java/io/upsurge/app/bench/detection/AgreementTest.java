package io.upsurge.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.detection.fleet.Confounder;
import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.Fault;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.app.bench.detection.fleet.Pace;
import io.upsurge.app.bench.detection.fleet.Records;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.detect.engine.Engine;
import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.stream.TopologyHarness;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the benchmark scores is what the product says: the topology on the same records. */
class AgreementTest {
    @TempDir
    private Path stateDir;

    static Stream<FleetPlan> plans() {
        FleetPlan plan = FleetPlan.of(20).minutes(40, 50);
        return Stream.of(
                plan.effect(Effect.times(3)),
                plan.keys(3).pace(Pace.ROLLBACK).effect(Effect.times(3)),
                plan.confounder(Confounder.REPLACEMENT).effect(Effect.newCalls(0, 1)),
                plan.fault(Fault.OUT_OF_ORDER).effect(Effect.times(2)),
                plan);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void shouldSayWhatTheTopologySays(FleetPlan plan) {
        List<Object> records = Records.of(plan, 11).all;
        try (TopologyHarness topology = new TopologyHarness(stateDir)) {
            topology.sendAll(records);
            InMemoryEngine engine = new InMemoryEngine(
                    1, Engine.Detector.of(topology.config.signals(), topology.config.engine(), topology.config.rule()));
            for (Object record : records) {
                if (record instanceof SampleRecord sample) {
                    engine.on(sample);
                } else {
                    engine.on((RolloutFact) record);
                }
            }
            List<Anomaly> anomalies = topology.anomalies();
            assertThat(engine.rates).isNotEmpty();
            assertThat(anomalies.isEmpty()).isEqualTo(plan.effect().isNone());
            assertThat(TopologyHarness.answer(topology.rates(), anomalies)).isEqualTo(engine.answer());
        }
    }
}
