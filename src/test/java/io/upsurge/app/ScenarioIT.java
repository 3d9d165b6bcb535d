package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.run.Pipeline;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.model.Anomaly;
import io.upsurge.simulate.ExpectationCheck;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.stream.TopologyHarness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped scenario in the pure engine, in the test driver and on a real broker: one answer, the expected one. */
class ScenarioIT {
    private static EmbeddedStack stack;

    @TempDir
    Path stateDir;

    static List<String> scenarios() {
        return new ScenarioFiles().shipped();
    }

    @BeforeAll
    static void start() {
        stack = EmbeddedStack.start(Optional.empty());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void shouldSayTheSameEverywhere(String name) {
        Scenario scenario = new ScenarioFiles().load(name);
        Answer pure = inThePureEngine(scenario);
        assertThat(new ExpectationCheck(scenario).differences(pure.anomalies())).isEmpty();
        assertThat(inTheTestDriver(scenario)).isEqualTo(pure.text());
        assertThat(onABroker(scenario, pure.text())).isEqualTo(pure.text());
    }

    private record Answer(String text, List<Anomaly> anomalies) {}

    private static Answer inThePureEngine(Scenario scenario) {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        InMemoryEngine engine = new InMemoryEngine(3, config.signals(), config.engine(), config.rule());
        new FleetSimulator(scenario).stream().forEach(record -> {
            if (record instanceof SimulatedRecord.Sample sample) {
                engine.on(sample.record());
            } else if (record instanceof SimulatedRecord.Rollout rollout) {
                engine.on(rollout.fact());
            }
        });
        return new Answer(engine.answer(), engine.anomalies);
    }

    private String inTheTestDriver(Scenario scenario) {
        try (TopologyHarness topology = new TopologyHarness(stateDir.resolve("driver"))) {
            new FleetSimulator(scenario).stream().forEach(record -> {
                if (record instanceof SimulatedRecord.Sample sample) {
                    topology.send(sample.record());
                } else if (record instanceof SimulatedRecord.Rollout rollout) {
                    topology.send(rollout.fact());
                }
            });
            return TopologyHarness.answer(topology.rates(), topology.anomalies());
        }
    }

    private String onABroker(Scenario scenario, String expected) {
        UpsurgeConfig config = ConfigLoader.shipped(Map.of(
                "kafka.bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "registry.url",
                stack.registry().url(),
                "topics.prefix",
                scenario.name() + ".",
                "topics.partitions",
                "4",
                "topics.replication-factor",
                "1",
                "pipeline.application-id",
                scenario.name(),
                "pipeline.commit-interval",
                "100ms",
                "pipeline.state-dir",
                stateDir.resolve("broker").toString()));
        Contracts contracts = Contracts.of(config);
        stack.provision(config, contracts);
        try (ScenarioTopics topics = new ScenarioTopics(config, contracts)) {
            topics.load(new FleetSimulator(scenario).records(), count -> {});
        }
        long lines = expected.lines().count();
        try (Pipeline pipeline = new Pipeline(config, 4, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            pipeline.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                outputs.poll();
                return outputs.rates().size() + outputs.anomalies().size() >= lines;
            });
            outputs.catchUp();
            return TopologyHarness.answer(outputs.rates(), outputs.anomalies());
        }
    }
}
