package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.run.Pipeline;
import io.upsurge.model.Anomaly;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.wire.WireSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upsurge explain} after the real topology has told the incident of the VPC CNI. */
class ExplainIT {
    private static final int PARTITIONS = 4;

    @TempDir
    static Path stateDir;

    private static EmbeddedStack stack;
    private static Map<String, String> settings;
    private static UpsurgeConfig config;
    private static String id;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void tellTheIncident() {
        stack = EmbeddedStack.start(Optional.empty());
        settings = Map.of(
                "kafka.bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "registry.url",
                stack.registry().url(),
                "topics.prefix",
                "explain.",
                "topics.partitions",
                String.valueOf(PARTITIONS),
                "topics.replication-factor",
                "1",
                "pipeline.commit-interval",
                "100ms",
                "pipeline.state-dir",
                stateDir.toString());
        config = ConfigLoader.shipped(settings);
        Contracts contracts = Contracts.of(config);
        stack.provision(config, contracts);
        try (ScenarioTopics topics = new ScenarioTopics(config, contracts)) {
            topics.load(new FleetSimulator(new ScenarioFiles().load("cni-1.16.3")).records(), count -> {});
        }
        try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            pipeline.start();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                outputs.poll();
                return outputs.anomalies().stream().anyMatch(change -> change.state() == Anomaly.State.RESOLVED);
            });
            outputs.catchUp();
            id = outputs.anomalies().stream()
                    .filter(change -> change.state() == Anomaly.State.RESOLVED)
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldSayInWordsWhatItRestsOn() throws Exception {
        assertThat(run("explain", id)).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("aws-node v1.16.3: GetMetadata calls ")
                .contains(
                        "\nWhat happened\n", "\nThe course\n", "\nHow sure\n", "\nNodes, at ", "\nCompared with what\n")
                .contains("the nodes returned to the version they came from")
                .contains("\n  upsurge explain " + id + " --recompute");
        String whole = out.toString();
        assertThat(run("explain", id.substring(0, 9))).isZero();
        assertThat(out).hasToString(whole);

        assertThat(run("explain", id, "-o", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("id").textValue()).isEqualTo(id);
        assertThat(json.at("/changes/0/state").textValue()).isEqualTo("OPEN");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayWhatThereIsWhenAskedForSomethingElse() {
        assertThat(run("explain", "zzz")).isEqualTo(4);
        assertThat(err.toString())
                .startsWith("upsurge: no anomaly begins with 'zzz'; there are ")
                .contains(id);
    }

    @Test
    void shouldWorkItOutAgainAsLongAsTheRecordsAreThere() throws Exception {
        assertThat(run("explain", id, "--recompute")).as(out.toString()).isZero();
        assertThat(out.toString()).startsWith("Same: all ").contains(" scrapes and ");

        assertThat(run("explain", id, "--recompute", "--set=signals.imds-get-metadata.multiple=1.9"))
                .isEqualTo(3);
        assertThat(out.toString())
                .startsWith("Different: ")
                .contains("multiple was 1.5, is 1.9", "What may be the reason");

        deleteHalf();
        assertThat(run("explain", id, "--recompute")).isEqualTo(4);
        assertThat(out.toString()).startsWith("Cannot be told: ").doesNotContain("What may be the reason");
    }

    private static void deleteHalf() throws Exception {
        Map<TopicPartition, RecordsToDelete> half = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            half.put(new TopicPartition(config.topics().samples(), partition), RecordsToDelete.beforeOffset(1_500));
        }
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            admin.deleteRecords(half).all().get();
        }
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ConfigSource source = (file, overrides) -> {
            List<String> all = new ArrayList<>();
            settings.forEach((key, value) -> all.add(key + "=" + value));
            all.addAll(overrides);
            return new ConfigLoader(Map.of()).load(all).config();
        };
        return Main.commandLine(List.of(new ExplainCommand(source, ExplainIT::decoders)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static Decoders decoders(UpsurgeConfig of) {
        WireSerdes serdes = Contracts.of(of).serdes();
        return new Decoders(
                serdes.anomalies().deserializer(),
                serdes.versionRates().deserializer(),
                serdes.samples().deserializer(),
                serdes.rollouts().deserializer());
    }
}
