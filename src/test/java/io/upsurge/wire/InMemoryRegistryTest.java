package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class InMemoryRegistryTest {
    private static final Schema A = record("a");
    private static final Schema B = record("b");
    private static final Schema NONE = SchemaBuilder.record("R").fields().endRecord();
    private static final Schema A_WITH_DEFAULT = SchemaBuilder.record("R")
            .fields()
            .name("a")
            .type()
            .intType()
            .intDefault(0)
            .endRecord();

    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void shouldGiveASchemaOneIdOverAllSubjects() {
        assertThat(registry.register("one", A)).isEqualTo(1);
        assertThat(registry.register("two", B)).isEqualTo(2);
        assertThat(registry.register("two", A_WITH_DEFAULT)).isEqualTo(3);
        assertThat(registry.register("three", A)).isEqualTo(1);
        assertThat(registry.register("one", A)).isEqualTo(1);

        assertThat(registry.versions("one")).isEqualTo(1);
        assertThat(registry.versions("two")).isEqualTo(2);
        assertThat(registry.versionOf("two", 3)).isEqualTo(2);
    }

    @Test
    void shouldDemandBackwardUnlessTold() {
        registry.register("subject", A);

        assertThat(registry.isCompatible("subject", B)).isFalse();
        assertThat(registry.isCompatible("subject", NONE)).isTrue();
        assertThatThrownBy(() -> registry.register("subject", B))
                .isInstanceOfSatisfying(RegistryException.class, refused -> assertThat(refused.incompatible())
                        .isTrue());
    }

    @Test
    void shouldAskOnlyTheLastVersionUnlessTransitive() {
        registry.register("subject", NONE);
        registry.setCompatibility("subject", Compatibility.NONE);
        registry.register("subject", A);

        registry.setCompatibility("subject", Compatibility.BACKWARD);
        Schema renamedDocument = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"R\",\"doc\":\"x\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        assertThat(registry.isCompatible("subject", renamedDocument)).isTrue();

        registry.setCompatibility("subject", Compatibility.BACKWARD_TRANSITIVE);
        assertThat(registry.isCompatible("subject", renamedDocument)).isFalse();
        assertThat(registry.isCompatible("subject", A_WITH_DEFAULT)).isTrue();
    }

    @Test
    void shouldDemandThatOlderReadersCanReadWhenForward() {
        registry.setDefaultCompatibility(Compatibility.FORWARD);
        registry.register("subject", A);

        assertThat(registry.isCompatible("subject", NONE)).isFalse();
    }

    @Test
    void shouldKnowWhatCompatibilityImplies() {
        assertThat(Compatibility.FULL_TRANSITIVE.implies(Compatibility.BACKWARD_TRANSITIVE))
                .isTrue();
        assertThat(Compatibility.FULL.implies(Compatibility.BACKWARD_TRANSITIVE))
                .isFalse();
        assertThat(Compatibility.FORWARD_TRANSITIVE.implies(Compatibility.BACKWARD_TRANSITIVE))
                .isFalse();
    }

    private static Schema record(String field) {
        return SchemaBuilder.record("R").fields().requiredInt(field).endRecord();
    }
}
