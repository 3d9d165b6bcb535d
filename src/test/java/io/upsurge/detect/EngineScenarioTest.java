package io.upsurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.simulate.ExpectationCheck;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped scenarios through the pure engine, with more seeds than their own. */
class EngineScenarioTest {
    static List<String> scenarios() {
        return new ScenarioFiles().shipped();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldSayWhatTheScenarioSaysMustBeSaid(String name) {
        Scenario scenario = new ScenarioFiles().load(name);
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        for (long seed : new long[] {scenario.seed(), 1, 2, 3, 4}) {
            InMemoryEngine engine = new InMemoryEngine(4, config.signals(), config.engine(), config.rule());
            Scenario seeded = scenario.withSeed(seed);
            new FleetSimulator(seeded).stream().forEach(record -> {
                if (record instanceof SimulatedRecord.Sample sample) {
                    engine.on(sample.record());
                } else if (record instanceof SimulatedRecord.Rollout rollout) {
                    engine.on(rollout.fact());
                }
            });
            assertThat(new ExpectationCheck(seeded).differences(engine.anomalies))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(engine.rates).isNotEmpty();
        }
    }
}
