package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.app.run.Pipeline;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.stream.TopologyHarness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline is run, reset and run again beside another one whose name begins alike. */
class ResetIT {
    private static final ConfigSource CONFIG =
            (file, overrides) -> new ConfigLoader(Map.of()).load(overrides).config();
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final List<Object> RECORDS = Fleet.rollout("c1", 8, 40, 15, 2.6);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Optional<String> answer = Optional.empty();
    private Map<String, String> settings;

    @TempDir
    Path stateDir;

    @Test
    void shouldSayTheSameAgainAndLeaveOthersAlone() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            settings = Backlog.settings("season", 2, kafka.bootstrapServers(), registry.url(), stateDir);
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Contracts contracts = Contracts.of(config);
            Backlog backlog = new Backlog(config, contracts);
            backlog.preload(RECORDS);
            backlog.createTopic("season-test-nodes-changelog", 1);
            try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
                try (Pipeline pipeline = new Pipeline(config, 2, contracts.forTopology())) {
                    assertAnswer(config, contracts, pipeline);
                    assertThat(reset("--yes", "--results")).isEqualTo(2);
                    assertThat(err.toString()).contains("group season is in use by season-", " at 127.0.0.1");
                }
                Set<String> before = topics(admin);
                refuseWithoutConsent();
                assertThat(topics(admin)).isEqualTo(before).contains("season-nodes-changelog");

                Files.createDirectories(stateDir.resolve("season/season/0_0"));
                Files.writeString(stateDir.resolve("season/season/0_0/.checkpoint"), "0");
                answer = Optional.of("season");
                assertThat(reset("--results")).as(err.toString()).isZero();
                assertThat(out.toString())
                        .contains("  season-keys-changelog (2 partitions, ", "deleted group season\n")
                        .contains("and of another application or release season-test-nodes-changelog\n")
                        .endsWith("next: upsurge run\n");
                before.removeIf(name -> name.matches("season-\\w+-(changelog|repartition)"));
                assertThat(topics(admin)).isEqualTo(before).contains("season-test-nodes-changelog");
                assertThat(stateDir.resolve("season/season")).doesNotExist();

                try (Pipeline again = new Pipeline(config, 2, contracts.forTopology())) {
                    assertAnswer(config, contracts, again);
                }
                assertThat(reset("--yes", "--from=end")).as(err.toString()).isZero();
                assertThat(offsets(admin)).allSatisfy((partition, offset) -> assertThat(offset.offset() > 0)
                        .isEqualTo(partition.topic().equals("season.samples")));
                assertThat(reset("--yes", "--from=noon")).isEqualTo(2);
            }
        }
    }

    private void refuseWithoutConsent() {
        assertThat(reset("--dry-run")).isZero();
        assertThat(out.toString()).contains("internal topics, to be deleted:").endsWith("nothing was changed\n");
        assertThat(reset()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no terminal to ask at; --yes destroys without asking");
        answer = Optional.of("yes");
        assertThat(reset()).isEqualTo(2);
        assertThat(err.toString()).contains("that is not season. Nothing was changed");
    }

    /** All that must be said is said, and nothing twice. */
    private static void assertAnswer(UpsurgeConfig config, Contracts contracts, Pipeline pipeline) {
        InMemoryEngine engine = new InMemoryEngine(1, config.signals(), config.engine(), config.rule());
        Fleet.feed(engine, RECORDS);
        int said = engine.rates.size() + engine.anomalies.size();
        try (Outputs outputs = new Outputs(config, contracts)) {
            pipeline.start();
            Awaitility.await().atMost(LONG).until(() -> {
                outputs.poll();
                return outputs.rates().size() + outputs.anomalies().size() >= said;
            });
            outputs.catchUp();
            assertThat(TopologyHarness.answer(outputs.rates(), outputs.anomalies()))
                    .isEqualTo(engine.answer());
            assertThat(outputs.rates().size() + outputs.anomalies().size()).isEqualTo(said);
        }
    }

    private static Set<String> topics(Admin admin) throws Exception {
        return admin.listTopics().names().get();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin) throws Exception {
        return admin.listConsumerGroupOffsets("season")
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private int reset(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> args = new ArrayList<>(List.of("reset"));
        settings.forEach((key, value) -> args.addAll(List.of("--set", key + '=' + value)));
        args.addAll(List.of(options));
        return Main.commandLine(List.of(new ResetCommand(CONFIG, text -> answer, Clock.systemUTC())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args.toArray(String[]::new));
    }
}
