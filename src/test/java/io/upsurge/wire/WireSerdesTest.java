package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.wire.WireException.Problem;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class WireSerdesTest {
    private static final String TOPIC = "upsurge.samples";
    private static final String SUBJECT = "upsurge.samples-value";
    private static final Workload WORKLOAD = new Workload("prod", "kube-system", "aws-node", "agent");
    private static final Scrape SCRAPE = new Scrape(
            WORKLOAD,
            "node-1",
            5,
            "",
            0,
            List.of(new Scrape.Point(new SeriesId("calls_total", Map.of("api", "Get")), 42, false)));

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void shouldWriteTheIdUnderWhichTheSubjectHasTheSchema() {
        registry.register("other", SchemaBuilder.builder().intType());
        int id = registry.register(SUBJECT, ContractSchemas.nodeSample());

        byte[] value = samples("auto.register.schemas", "false").serializer().serialize(TOPIC, SCRAPE);

        assertThat(WireFormat.schemaId(value)).isEqualTo(id).isNotEqualTo(1);
        assertThat(read(value)).isEqualTo(SCRAPE);
    }

    @Test
    void shouldNotRegisterUnlessAsked() {
        Serde<SampleRecord> samples = samples("auto.register.schemas", "false");

        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> samples.serializer().serialize(TOPIC, SCRAPE));

        assertThat(refused.notFound()).isTrue();
        assertThat(registry.subjects()).isEmpty();
    }

    @Test
    void shouldRegisterWhenAsked() {
        samples("auto.register.schemas", "true").serializer().serialize(TOPIC, SCRAPE);

        assertThat(registry.subjects()).containsExactly(SUBJECT);
        assertThat(registry.version(SUBJECT, 1).schema().getField("cluster").doc())
                .contains("Kubernetes cluster");
    }

    @Test
    void shouldUseTheLastVersionWhenItIsTheSameContract() {
        Schema undocumented =
                new Schema.Parser().parse(SchemaNormalization.toParsingForm(ContractSchemas.nodeSample()));
        int id = registry.register(SUBJECT, undocumented);

        byte[] value = samples("use.latest.version", "true").serializer().serialize(TOPIC, SCRAPE);

        assertThat(WireFormat.schemaId(value)).isEqualTo(id);
        assertThat(read(value)).isEqualTo(SCRAPE);
    }

    @Test
    void shouldNotWriteUnderALastVersionWithOtherFields() {
        registry.register(SUBJECT, withExtraFields());

        Serde<SampleRecord> samples = samples("use.latest.version", "true");

        assertThatThrownBy(() -> samples.serializer().serialize(TOPIC, SCRAPE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("has other fields than this release writes");
    }

    @Test
    void shouldKeepNullAsNull() {
        Serde<SampleRecord> samples = samples("auto.register.schemas", "true");

        assertThat(samples.serializer().serialize(TOPIC, null)).isNull();
        assertThat(samples.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @Test
    void shouldReadWhatALaterReleaseWrote() {
        Schema later = withExtraFields();
        int id = registry.register(SUBJECT, later);
        GenericRecord written = generic(later);
        written.put("nulls", List.of());
        written.put("zone", "eu-west-1a");

        assertThat(read(AvroBytes.framed(id, AvroBytes.of(later, written)))).isEqualTo(SCRAPE);
    }

    @Test
    void shouldReadWhatASimplerWriterWrote() {
        Schema simple = new Schema.Parser().parse("""
                {"type": "record", "name": "NodeSample", "namespace": "io.upsurge.avro", "fields": [
                  {"name": "timestamp", "type": "int"},
                  {"name": "cluster", "type": "string"},
                  {"name": "kind", "type": {"type": "enum", "name": "SampleKind", "symbols": ["HEARTBEAT", "PAUSE"]}}
                ]}""");
        int id = registry.register(SUBJECT, simple);
        GenericRecord written = new GenericData.Record(simple);
        written.put("timestamp", 7);
        written.put("cluster", "prod");
        written.put("kind", new GenericData.EnumSymbol(simple.getField("kind").schema(), "HEARTBEAT"));

        assertThat(read(AvroBytes.framed(id, AvroBytes.of(simple, written))))
                .isEqualTo(new Heartbeat("prod", 7, false));
    }

    @Test
    void shouldNotLoopOverItemsThatTakeNoBytes() {
        Schema later = withExtraFields();
        int id = registry.register(SUBJECT, later);
        GenericRecord written = generic(later);
        written.put("nulls", Collections.nCopies(1_000_000, null));
        written.put("zone", "");

        assertThat(problem(AvroBytes.framed(id, AvroBytes.of(later, written)))).isEqualTo(Problem.MALFORMED);
    }

    @Test
    void shouldSurviveDeepNesting() {
        Schema nested = new Schema.Parser()
                .parse(ContractSchemas.nodeSample()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"deep\",\"type\":{\"type\":\"record\",\"name\":\"Deep\",\"fields\":"
                                        + "[{\"name\":\"next\",\"type\":[\"null\",\"Deep\"]}]}},"));
        int id = registry.register(SUBJECT, nested);
        byte[] branches = new byte[1_000_000];
        Arrays.fill(branches, (byte) 2);

        assertThat(problem(AvroBytes.framed(id, branches))).isEqualTo(Problem.MALFORMED);
    }

    @Test
    void shouldNotLookUpClassesNamedInASchema() {
        Schema hostile = new Schema.Parser()
                .parse(
                        ContractSchemas.nodeSample()
                                .toString()
                                .replace(
                                        "{\"name\":\"cluster\",\"type\":\"string\"",
                                        "{\"name\":\"cluster\",\"type\":{\"type\":\"string\",\"java-class\":\"no.such.Class\"}"));
        assertThat(hostile.toString()).contains("no.such.Class");
        int id = registry.register(SUBJECT, hostile);

        assertThat(read(AvroBytes.framed(id, AvroBytes.of(hostile, generic(hostile)))))
                .isEqualTo(SCRAPE);
    }

    @Test
    void shouldNameAnUnknownSchemaId() {
        byte[] value = AvroBytes.framed(77, new byte[] {0});

        assertThat(problem(value)).isEqualTo(Problem.UNKNOWN_SCHEMA);
        assertThatThrownBy(() -> read(value)).hasMessageContaining("77");
    }

    @Test
    void shouldSayThatAWriterSchemaIsOfAnotherKind() {
        int id = registry.register(
                "orders-value",
                SchemaBuilder.record("Order").fields().requiredInt("n").endRecord());

        assertThat(problem(AvroBytes.framed(id, new byte[] {2}))).isEqualTo(Problem.INCOMPATIBLE_SCHEMA);
    }

    @Test
    void shouldRefuseARolloutFactWithoutANode() {
        Serde<RolloutFact> rollouts = new WireSerdes(registry, config("auto.register.schemas", "true")).rollouts();
        int id = registry.register("rollouts-value", ContractSchemas.rolloutFact());
        byte[] bytes = AvroBytes.of(io.upsurge.avro.RolloutFact.newBuilder()
                .setCluster("prod")
                .setNode("")
                .setNamespace("kube-system")
                .setDaemonset("aws-node")
                .setContainer("agent")
                .setTag("v1")
                .setSince(1)
                .setObservedAt(2)
                .build());

        assertThatThrownBy(() -> rollouts.deserializer().deserialize("rollouts", AvroBytes.framed(id, bytes)))
                .isInstanceOf(WireException.class)
                .hasMessage("refused: node is empty");
        RolloutFact fact = new RolloutFact(WORKLOAD, "node-1", Version.ofTag("v1"), "", 1, 2, "file", "us-east-1a");
        assertThat(rollouts.deserializer()
                        .deserialize("r", rollouts.serializer().serialize("r", fact)))
                .isEqualTo(fact);
    }

    @Test
    void shouldReadRolloutFactsWrittenBeforeTheyHadAZoneOrDifferences() {
        Schema before = Schema.createRecord("RolloutFact", "", "io.upsurge.avro", false);
        before.setFields(ContractSchemas.rolloutFact().getFields().stream()
                .filter(field -> !Set.of("zone", "differences").contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        GenericData.Record written = new GenericData.Record(before);
        before.getFields().stream()
                .filter(Schema.Field::hasDefaultValue)
                .forEach(field -> written.put(field.name(), GenericData.get().getDefaultValue(field)));
        Map.of("cluster", "prod", "node", "n1", "namespace", "a", "daemonset", "b", "container", "c", "tag", "v1")
                .forEach(written::put);
        written.put("since", 1L);
        written.put("observedAt", 2L);
        int id = registry.register("rollouts-value", before);

        RolloutFact fact = new WireSerdes(registry, config("auto.register.schemas", "true"))
                .rollouts()
                .deserializer()
                .deserialize("rollouts", AvroBytes.framed(id, AvroBytes.of(before, written)));

        assertThat(fact.zone()).isEmpty();
        assertThat(fact.differences()).isEmpty();
    }

    @Test
    void shouldShareAMockRegistryByItsName() {
        Map<String, String> config = new HashMap<>(config("auto.register.schemas", "true"));
        config.put("schema.registry.url", "mock://shared-by-name");
        byte[] value = new WireSerdes(RegistryClient.of(config), config)
                .samples()
                .serializer()
                .serialize(TOPIC, SCRAPE);

        Serde<SampleRecord> elsewhere = new WireSerdes(RegistryClient.of(config), config).samples();

        assertThat(elsewhere.deserializer().deserialize(TOPIC, value)).isEqualTo(SCRAPE);
    }

    private Serde<SampleRecord> samples(String key, String value) {
        return new WireSerdes(registry, config(key, value)).samples();
    }

    private static Map<String, String> config(String key, String value) {
        return Map.of("schema.registry.url", "mock://given-directly", key, value);
    }

    private SampleRecord read(byte[] value) {
        return samples("use.latest.version", "false").deserializer().deserialize(TOPIC, value);
    }

    private Problem problem(byte[] value) {
        return catchThrowableOfType(WireException.class, () -> read(value)).problem();
    }

    /** As a later release may look: a new field before and one after those we know. */
    private static Schema withExtraFields() {
        String ours = ContractSchemas.nodeSample().toString();
        return new Schema.Parser()
                .parse(ours.replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"nulls\",\"type\":{\"type\":\"array\",\"items\":\"null\"},"
                                        + "\"default\":[]},")
                        .replaceFirst("\\]\\}$", ",{\"name\":\"zone\",\"type\":\"string\",\"default\":\"\"}]}"));
    }

    /** The scrape as a record of another schema that has all our fields. */
    private static GenericRecord generic(Schema schema) {
        GenericRecord point =
                new GenericData.Record(schema.getField("series").schema().getElementType());
        point.put("metric", "calls_total");
        point.put("labels", Map.of("api", "Get"));
        point.put("value", 42.0);
        point.put("stale", false);
        GenericRecord sample = new GenericData.Record(schema);
        sample.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "SCRAPE"));
        sample.put("cluster", "prod");
        sample.put("node", "node-1");
        sample.put("timestamp", 5L);
        sample.put("namespace", "kube-system");
        sample.put("daemonset", "aws-node");
        sample.put("container", "agent");
        sample.put("series", List.of(point));
        return sample;
    }
}
