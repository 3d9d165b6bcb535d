package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.avro.Anomaly;
import io.upsurge.avro.NodeSample;
import io.upsurge.avro.RolloutFact;
import io.upsurge.avro.VersionRate;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class SchemaSubjectsTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final SchemaSubjects subjects =
            SchemaSubjects.ofTopics("samples", "rollouts", "version-rates", "anomalies", "anomalies-open");

    @Test
    void shouldRegisterEveryContractWithItsCompatibility() {
        registry.setDefaultCompatibility(Compatibility.NONE);

        subjects.register(registry);

        assertThat(registry.subjects())
                .containsExactlyInAnyOrder(
                        "samples-value",
                        "rollouts-value",
                        "version-rates-value",
                        "anomalies-value",
                        "anomalies-open-value");
        assertThat(registry.latest("anomalies-open-value")).isEqualTo(registry.latest("anomalies-value"));
        assertThat(subjects.subjects()).allSatisfy(subject -> assertThat(registry.compatibility(subject))
                .hasValue(Compatibility.BACKWARD_TRANSITIVE));
        assertThat(subjects.problems(registry)).isEmpty();
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        subjects.register(registry);
        subjects.register(registry);

        assertThat(subjects.subjects())
                .allSatisfy(subject -> assertThat(registry.versions(subject)).isEqualTo(1));
    }

    @Test
    void shouldLeaveAStricterCompatibility() {
        subjects.register(registry);
        registry.setCompatibility("samples-value", Compatibility.FULL_TRANSITIVE);

        subjects.register(registry);

        assertThat(registry.compatibility("samples-value")).hasValue(Compatibility.FULL_TRANSITIVE);
        assertThat(subjects.problems(registry)).isEmpty();
    }

    @Test
    void shouldNotLetAnIncompatibleContractInWhereTheRegistryDemandsNothing() {
        registry.setDefaultCompatibility(Compatibility.NONE);
        Schema other = SchemaBuilder.record("NodeSample")
                .namespace("io.upsurge.avro")
                .fields()
                .requiredString("host")
                .endRecord();
        registry.register("samples-value", other);

        assertThatThrownBy(() -> subjects.register(registry))
                .isInstanceOfSatisfying(RegistryException.class, refused -> assertThat(refused.incompatible())
                        .isTrue());
    }

    @Test
    void shouldReportAllThatIsNotAsItShouldBe() {
        subjects.register(registry);
        registry.setCompatibility("rollouts-value", Compatibility.BACKWARD);
        SchemaSubjects renamed =
                SchemaSubjects.ofTopics("s", "rollouts", "version-rates", "anomalies", "anomalies-open");

        assertThat(renamed.problems(registry))
                .containsExactly(
                        "subject s-value does not have this release's schema io.upsurge.avro.NodeSample",
                        "subject rollouts-value has compatibility BACKWARD, must be at least BACKWARD_TRANSITIVE");
    }

    @Test
    void shouldRegisterWhatTheGeneratedClassesWrite() {
        assertThat(ContractSchemas.sameBinary(ContractSchemas.nodeSample(), NodeSample.getClassSchema()))
                .isTrue();
        assertThat(ContractSchemas.sameBinary(ContractSchemas.rolloutFact(), RolloutFact.getClassSchema()))
                .isTrue();
        assertThat(ContractSchemas.sameBinary(ContractSchemas.versionRate(), VersionRate.getClassSchema()))
                .isTrue();
        assertThat(ContractSchemas.sameBinary(ContractSchemas.anomaly(), Anomaly.getClassSchema()))
                .isTrue();
    }
}
