package io.upsurge.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.contracts.Decoders;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CommandsIT {
    private static final ConfigSource CONFIG =
            (file, overrides) -> new ConfigLoader(Map.of()).load(overrides).config();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCreateCheckAndTailTopics() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            String server = "--bootstrap-server=" + kafka.bootstrapServers();
            String replicas = "--set=topics.replication-factor=1";
            String registry = "--set=registry.url=mock://commands";

            assertThat(run("topics", "check", server, replicas, registry)).isEqualTo(2);
            assertThat(out.toString())
                    .contains("error: topic upsurge.samples: topic is missing, should be present\n")
                    .contains("error: subject upsurge.samples-value does not have this release's schema");
            assertThat(run("topics", "create", server, replicas, registry)).isZero();
            assertThat(out.toString())
                    .contains("created upsurge.samples\n", "created upsurge.dead-letters\n")
                    .contains("schema  upsurge.samples-value\n");
            assertThat(run("topics", "create", server, replicas, registry)).isZero();
            assertThat(out.toString()).contains("exists  upsurge.samples\n").doesNotContain("created", "warning");
            assertThat(run("topics", "check", server, replicas, registry)).isZero();
            assertThat(out).hasToString("all 6 topics are as planned\n");

            send(kafka, "v2", "bad", "v3");
            assertThat(run("tail", "rollouts", server, "--no-follow")).isZero();
            assertThat(out.toString().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("prod/kube-system/aws-node/main on n runs v2"))
                    .anyMatch(line -> line.contains("@1 key n cannot be decoded (3 bytes): not a version"))
                    .anyMatch(line -> line.contains(" runs v3"));
            assertThat(run("tail", "rollouts", server, "--from=beginning", "--max=1", "-o", "json"))
                    .isZero();
            assertThat(out.toString().lines())
                    .hasSize(1)
                    .allMatch(line -> line.startsWith("{\"topic\":\"upsurge.rollouts\""));
            assertThat(run("tail", "anomalies", server, "--no-follow", "--from=15m"))
                    .isZero();
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).isEmpty();
        }
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        return Main.commandLine(List.of(
                        new TopicsCommand(CONFIG), new TailCommand(CONFIG, config -> decoders(), Clock.systemUTC())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private static Decoders decoders() {
        return new Decoders(unused(), unused(), unused(), CommandsIT::rollout);
    }

    private static <T> Deserializer<T> unused() {
        return (topic, bytes) -> {
            throw new IllegalStateException("nothing was written to " + topic);
        };
    }

    private static RolloutFact rollout(String topic, byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (!text.startsWith("v")) {
            throw new SerializationException("not a version");
        }
        Workload workload = new Workload("prod", "kube-system", "aws-node", "main");
        return new RolloutFact(workload, "n", Version.ofTag(text), "", 0, 0, "test", "");
    }

    private static void send(EmbeddedKafka kafka, String... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("upsurge.rollouts", "n", value))
                        .get();
            }
        }
    }
}
