package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.wire.WireException.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class VendorSerdesTest {
    private static final RolloutFact FACT = new RolloutFact(
            new Workload("prod", "kube-system", "aws-node", "agent"),
            "node-1",
            Version.ofTag("v1.16.3"),
            "",
            1,
            2,
            "watch",
            "");

    @Test
    void shouldReadAndWriteWithTheVendorsSerde() {
        Serde<RolloutFact> rollouts = rollouts(Map.of());

        byte[] value = rollouts.serializer().serialize("rollouts", FACT);

        assertThat(rollouts.deserializer().deserialize("rollouts", value)).isEqualTo(FACT);
        assertThat(rollouts.serializer().serialize("rollouts", null)).isNull();
        assertThat(rollouts.deserializer().deserialize("rollouts", null)).isNull();
    }

    @Test
    void shouldRefuseRecordsOfAnotherContract() {
        byte[] value = new EmbeddedSchemaSerde()
                .serializer()
                .serialize("rollouts", new io.upsurge.avro.TopNode("node-1", 1.0, 2.0));

        assertProblem(rollouts(Map.of()), value, Problem.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void shouldReportBadBytesAsOurOwn() {
        byte[] value = rollouts(Map.of()).serializer().serialize("rollouts", FACT);

        assertProblem(rollouts(Map.of()), new byte[0], Problem.EMPTY);
        assertProblem(rollouts(Map.of()), new byte[] {1, 2, 3, 4, 5, 6}, Problem.WRONG_MAGIC);
        assertProblem(rollouts(Map.of()), Arrays.copyOf(value, value.length - 4), Problem.MALFORMED);
        assertProblem(rollouts(Map.of("fail", "unknown")), value, Problem.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldNotBlameTheRecordForTheRegistry() {
        assertThat(failure("connection")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(failure("busy")).isInstanceOf(RegistryUnavailableException.class);
        assertThat(failure("forbidden"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("HTTP 403, error code 40301");
    }

    @Test
    void shouldSayThatTheClassIsMissing() {
        assertThatThrownBy(() -> serdes("io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serde.class: io.confluent.kafka.streams.serdes.avro.SpecificAvroSerde cannot be"
                        + " loaded, put its jars on the class path");
    }

    @Test
    void shouldSayThatTheClassIsNoSerde() {
        assertThatThrownBy(() -> serdes("java.lang.String", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String is not a org.apache.kafka.common.serialization.Serde");
    }

    private static Throwable failure(String kind) {
        byte[] value = rollouts(Map.of()).serializer().serialize("rollouts", FACT);
        Serde<RolloutFact> failing = rollouts(Map.of("fail", kind));
        return catchThrowable(() -> failing.deserializer().deserialize("rollouts", value));
    }

    private static void assertProblem(Serde<RolloutFact> serde, byte[] value, Problem problem) {
        assertThat(catchThrowable(() -> serde.deserializer().deserialize("rollouts", value)))
                .isInstanceOfSatisfying(WireException.class, failure -> assertThat(failure.problem())
                        .isEqualTo(problem));
    }

    private static Serde<RolloutFact> rollouts(Map<String, String> more) {
        return serdes(EmbeddedSchemaSerde.class.getName(), more).rollouts();
    }

    private static WireSerdes serdes(String serdeClass, Map<String, String> more) {
        Map<String, String> config =
                new HashMap<>(Map.of("schema.registry.url", "mock://vendor", "serde.class", serdeClass));
        config.putAll(more);
        return new WireSerdes(new InMemoryRegistry(), config);
    }
}
