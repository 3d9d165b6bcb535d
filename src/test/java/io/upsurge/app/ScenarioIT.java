package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.run.Pipeline;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.replay.Item;
import io.upsurge.replay.Kept;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.replay.source.TopicRecords;
import io.upsurge.simulate.ExpectationCheck;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.Scenario;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.stream.Intake;
import io.upsurge.stream.TopologyHarness;
import io.upsurge.wire.WireSerdes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped scenario in the pure engine, in the test driver, on a real broker and replayed from its topics: one answer, the expected one. */
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

    private String inReplay(UpsurgeConfig config) {
        Kept kept = new Kept();
        long toleranceMs = config.engine().futureToleranceMs();
        WireSerdes serdes = Contracts.of(config).serdes();
        try (Consumer<byte[], byte[]> consumer = KafkaClients.reader(config.kafka(), "replay");
                Workshop workshop = new Workshop(2, 1 << 20, stateDir);
                Cursor<Item> items = new TopicRecords(
                                consumer,
                                partitions -> new Intake(
                                        partitions,
                                        toleranceMs,
                                        serdes.samples().deserializer(),
                                        serdes.rollouts().deserializer()),
                                config.topics().samples(),
                                config.topics().rollouts(),
                                ReplayRange.ALL,
                                toleranceMs)
                        .open(workshop)) {
            Detector detector = Detector.of(config.signals(), config.engine(), config.rule());
            new Replay(detector, ReplayRange.ALL, kept, count -> {}).run(items, workshop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept.answer();
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
        assertThat(inReplay(config)).isEqualTo(expected);
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
