package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.wire.Compatibility;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code upsurge doctor} beside a broker and a registry that are well, and then are not. */
class DoctorIT {
    private static EmbeddedStack stack;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void loadAHealthyFleet() {
        stack = EmbeddedStack.start(Optional.empty());
        load("healthy.", record -> Optional.of(record));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldFindNothingWrongWithAHealthyFleet() throws Exception {
        assertThat(run("healthy.")).as(out.toString()).isZero();
        assertThat(out.toString())
                .startsWith("Kafka\n")
                .contains("1 broker answers", "all 6 topics are as planned", "all 5 schemas are registered")
                .contains("cluster production: 60 nodes, ", "one every 30 s")
                .contains("signal imds-get-metadata: ", "on 60 of 60 nodes, such as awscni_aws_api_latency_ms_count{")
                .contains("production/kube-system/aws-node/aws-node: v1.16.2 on 60 nodes")
                .contains("group upsurge: has no members")
                .containsPattern("\n0 errors, 1 warning, \\d+ notes?, \\d+ ok\n$")
                .doesNotContain("\u001b");
        assertThat(err.toString()).contains("looking at Kafka ...");

        assertThat(run("healthy.", "-o", "json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("errors").intValue()).isZero();
        assertThat(json.at("/findings/0").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("id", "severity", "group", "where", "what", "why", "todo");
    }

    @Test
    void shouldNameASignalThatMatchesNothingAndTheNearestNames() {
        assertThat(run("healthy.", "--set=signals.imds-get-metadata.series=awscni_aws_api_latency_ms_cuont"))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("signal-no-series")
                .contains("the nearest names are awscni_aws_api_latency_ms_count, awscni_aws_api_latency_ms_sum");
        assertThat(run("healthy.", "--set=signals.imds-get-metadata.workload.daemonset=aws-nod"))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("signal-no-workload")
                .contains("there are production/kube-system/aws-node/aws-node");
    }

    @Test
    void shouldTellServersThatDoNotAnswerFromWrongSettings() {
        assertThat(run("healthy.", "--set=registry.url=http://127.0.0.1:1")).isEqualTo(1);
        assertThat(out.toString())
                .contains("registry-silent")
                .contains("not checked: the schema registry could not be asked")
                .contains("all 6 topics are as planned");

        assertThat(run(
                        "healthy.",
                        "--set=kafka.bootstrap.servers=127.0.0.1:1",
                        "--set=kafka.default.api.timeout.ms=2000",
                        "--set=kafka.request.timeout.ms=1000"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("kafka-silent", "127.0.0.1:1: Connection refused")
                .contains("not checked: Kafka could not be asked")
                .contains("all 5 schemas are registered");

        assertThat(run("healthy.", "--set=kafka.bootstrap.servers=nowhere.invalid:9092"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("kafka-refuses", "nowhere.invalid");
    }

    @Test
    void shouldNameTopicsAndSchemasThatAreMissingOrWrong() throws Exception {
        assertThat(run("none.")).isEqualTo(2);
        assertThat(out.toString())
                .contains("topic-missing", "none.samples: there is no such topic", "schema-missing", "no-samples")
                .contains("do:  upsurge topics create");

        UpsurgeConfig config = provision("odd.");
        stack.registry().registry().setCompatibility("odd.anomalies-value", Compatibility.NONE);
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            admin.createPartitions(Map.of("odd.rollouts", NewPartitions.increaseTo(6)))
                    .all()
                    .get();
        }
        assertThat(run("odd.")).isEqualTo(2);
        assertThat(out.toString())
                .contains("partitions-unequal", "odd.rollouts: partitions is 6, should be 4, as odd.samples has")
                .contains("compatibility-weak", "odd.anomalies-value: compatibility is NONE")
                .contains("\n3 errors, 1 warning, ");
    }

    @Test
    void shouldSayWhatAPathLoses() {
        load(
                "lossy.",
                record -> record instanceof SimulatedRecord.Sample sample
                        ? Optional.of(new SimulatedRecord.Sample(sample.arrivalMs(), wholeSecond(sample.record())))
                        : Optional.empty());

        assertThat(run("lossy.")).isEqualTo(2);

        assertThat(out.toString())
                .contains("no-facts", "60 nodes with samples, such as ")
                .contains("whole-seconds", "as prometheus-kafka-adapter does")
                .contains("no-restart-marks");
    }

    private static SampleRecord wholeSecond(SampleRecord record) {
        return record instanceof Scrape scrape
                ? new Scrape(scrape.workload(), scrape.node(), scrape.timeMs() / 1_000 * 1_000, "", 0, scrape.points())
                : record;
    }

    private static UpsurgeConfig provision(String prefix) {
        UpsurgeConfig config = ConfigLoader.shipped(settings(prefix));
        stack.provision(config, Contracts.of(config));
        return config;
    }

    private static void load(String prefix, Function<SimulatedRecord, Optional<SimulatedRecord>> change) {
        UpsurgeConfig config = provision(prefix);
        Iterator<SimulatedRecord> records = new FleetSimulator(new ScenarioFiles().load("cni-1.16.3"))
                .stream().flatMap(record -> change.apply(record).stream()).iterator();
        try (ScenarioTopics topics = new ScenarioTopics(config, Contracts.of(config))) {
            topics.load(records, count -> {});
        }
    }

    private static Map<String, String> settings(String prefix) {
        return Map.of(
                "kafka.bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "registry.url",
                stack.registry().url(),
                "topics.prefix",
                prefix,
                "topics.partitions",
                "4",
                "topics.replication-factor",
                "1");
    }

    private int run(String prefix, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ConfigSource source = (file, overrides) -> {
            List<String> all = new ArrayList<>();
            settings(prefix).forEach((key, value) -> all.add(key + "=" + value));
            all.addAll(overrides);
            return new ConfigLoader(Map.of()).load(all).config();
        };
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(List.of(args));
        int status = Main.commandLine(List.of(new DoctorCommand(source, Map.of(), Clock.systemUTC())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
        return status;
    }
}
