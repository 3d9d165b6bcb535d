package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What our client and Confluent's own must find true of any registry, and of each other. */
abstract class RegistryConformance {
    private static final Path VENDOR_JAR = Path.of(System.getProperty("vendor-client.jar"));

    private String prefix;

    /** Address of the registry. */
    abstract String url();

    /** Subjects of one test do not meet those of another. */
    @BeforeEach
    void nameSubjects() {
        prefix = "t" + UUID.randomUUID() + ".";
    }

    @Test
    void shouldFindWhatItRegistered() {
        int id = client().register(prefix + "a-value", ContractSchemas.nodeSample());

        assertThat(client().lookUp(prefix + "a-value", ContractSchemas.nodeSample()))
                .isEqualTo(id);
        assertThat(client().byId(id)).isEqualTo(ContractSchemas.nodeSample());
        assertThat(client().latest(prefix + "a-value").orElseThrow().id()).isEqualTo(id);
        assertThat(client().register(prefix + "a-value", ContractSchemas.nodeSample()))
                .isEqualTo(id);
    }

    @Test
    void shouldSayWhatIsNotThere() {
        RegistryException noId = catchThrowableOfType(RegistryException.class, () -> client().byId(999_999));
        assertThat(noId.errorCode()).isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
        assertThat(noId.notFound()).isTrue();
        assertThat(catchThrowableOfType(RegistryException.class, () -> client().lookUp(
                                        prefix + "none", ContractSchemas.anomaly()))
                        .notFound())
                .isTrue();
        assertThat(client().latest(prefix + "none")).isEmpty();
        assertThat(client().isCompatible(prefix + "none", ContractSchemas.anomaly()))
                .isTrue();
    }

    @Test
    void shouldNotFindASchemaThatAnotherSubjectHas() {
        client().register(prefix + "a-value", ContractSchemas.anomaly());
        client().register(prefix + "b-value", ContractSchemas.nodeSample());

        assertThat(catchThrowableOfType(RegistryException.class, () -> client().lookUp(
                                        prefix + "b-value", ContractSchemas.anomaly()))
                        .notFound())
                .isTrue();
    }

    @Test
    void shouldKeepTheCompatibilityOfASubject() {
        client().register(prefix + "a-value", ContractSchemas.anomaly());

        client().setCompatibility(prefix + "a-value", Compatibility.BACKWARD_TRANSITIVE);
        assertThat(client().compatibility(prefix + "a-value")).hasValue(Compatibility.BACKWARD_TRANSITIVE);

        client().setCompatibility(prefix + "a-value", Compatibility.NONE);
        assertThat(client().compatibility(prefix + "a-value")).hasValue(Compatibility.NONE);
    }

    @Test
    void shouldRefuseAnIncompatibleSchema() {
        String subject = prefix + "a-value";
        client().register(subject, ContractSchemas.rolloutFact());
        client().setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
        Schema incompatible = SchemaBuilder.record("RolloutFact")
                .namespace("io.upsurge.avro")
                .fields()
                .requiredString("host")
                .endRecord();

        assertThat(client().isCompatible(subject, incompatible)).isFalse();
        RegistryException refused =
                catchThrowableOfType(RegistryException.class, () -> client().register(subject, incompatible));

        assertThat(refused.incompatible()).as(refused.toString()).isTrue();
        assertThat(refused).hasMessageContaining("register io.upsurge.avro.RolloutFact under subject " + subject);
    }

    @Test
    void shouldAcceptACompatibleSchema() {
        String subject = prefix + "a-value";
        int first = client().register(subject, ContractSchemas.rolloutFact());
        client().setCompatibility(subject, Compatibility.BACKWARD_TRANSITIVE);
        Schema next = new Schema.Parser()
                .parse(ContractSchemas.rolloutFact()
                        .toString()
                        .replaceFirst("\\]\\}$", ",{\"name\":\"rack\",\"type\":\"string\",\"default\":\"\"}]}"));

        assertThat(client().isCompatible(subject, next)).isTrue();
        assertThat(client().register(subject, next)).isNotEqualTo(first);
        assertThat(client().latest(subject).orElseThrow().schema()).isEqualTo(next);
    }

    @Test
    void shouldSetUpAllSubjects() {
        SchemaSubjects subjects = SchemaSubjects.ofTopics(
                prefix + "samples", prefix + "rollouts", prefix + "rates", prefix + "anomalies", prefix + "open");

        assertThat(subjects.problems(client())).hasSize(5);
        subjects.register(client());
        subjects.register(client());

        assertThat(subjects.problems(client())).isEmpty();
    }

    @Test
    void shouldCarryRecordsFromASerializerToADeserializerThatShareNothingElse() {
        RolloutFact fact = new RolloutFact(
                new Workload("prod", "kube-system", "aws-node", "agent"),
                "node-1",
                Version.ofTag("v1.16.3"),
                "uid",
                1,
                2,
                "watch",
                "");
        String topic = prefix + "rollouts";
        Serde<RolloutFact> looking = serdes("false").rollouts();
        assertThatThrownBy(() -> looking.serializer().serialize(topic, fact)).isInstanceOf(RegistryException.class);

        byte[] value = serdes("true").rollouts().serializer().serialize(topic, fact);

        assertThat(looking.serializer().serialize(topic, fact)).isEqualTo(value);
        assertThat(serdes("false").rollouts().deserializer().deserialize(topic, value))
                .isEqualTo(fact);
    }

    @Test
    void shouldAgreeWithTheVendorsClientOnSchemasAndIds() throws Exception {
        try (VendorClient vendor = new VendorClient(VENDOR_JAR, url())) {
            String ours = ContractSchemas.versionRate().toString();
            int registeredByUs = client().register(prefix + "ours-value", ContractSchemas.versionRate());
            int registeredByThem = vendor.register(
                    prefix + "theirs-value", ContractSchemas.anomaly().toString());

            assertThat(vendor.lookUp(prefix + "ours-value", ours)).isEqualTo(registeredByUs);
            assertThat(new Schema.Parser().parse(vendor.byId(registeredByUs))).isEqualTo(ContractSchemas.versionRate());
            assertThat(client().lookUp(prefix + "theirs-value", ContractSchemas.anomaly()))
                    .isEqualTo(registeredByThem);
            assertThat(client().byId(registeredByThem)).isEqualTo(ContractSchemas.anomaly());
        }
    }

    @Test
    void shouldAgreeWithTheVendorsCoderOnTheHeader() throws Exception {
        try (VendorClient vendor = new VendorClient(VENDOR_JAR, url())) {
            String topic = prefix + "rollouts";
            RolloutFact fact = new RolloutFact(
                    new Workload("prod", "kube-system", "aws-node", "agent"),
                    "n",
                    Version.ofTag("v1"),
                    "",
                    1,
                    2,
                    "file",
                    "");
            byte[] value = serdes("true").rollouts().serializer().serialize(topic, fact);

            byte[] theirs = vendor.header(
                    topic + "-value", ContractSchemas.rolloutFact().toString());

            assertThat(theirs).isEqualTo(Arrays.copyOf(value, WireFormat.HEADER_BYTES));
            assertThat(new Schema.Parser().parse(vendor.schemaOf(topic + "-value", value)))
                    .isEqualTo(ContractSchemas.rolloutFact());
        }
    }

    private RegistryClient client() {
        return RegistryClient.of(Map.of("schema.registry.url", url()));
    }

    private WireSerdes serdes(String autoRegister) {
        Map<String, String> config =
                new HashMap<>(Map.of("schema.registry.url", url(), "auto.register.schemas", autoRegister));
        return new WireSerdes(RegistryClient.of(config), config);
    }
}
