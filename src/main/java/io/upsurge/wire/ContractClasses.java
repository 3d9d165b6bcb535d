package io.upsurge.wire;

import io.upsurge.avro.Anomaly;
import io.upsurge.avro.AnomalyState;
import io.upsurge.avro.Certainty;
import io.upsurge.avro.NodeSample;
import io.upsurge.avro.RatioBounds;
import io.upsurge.avro.RolloutFact;
import io.upsurge.avro.SampleKind;
import io.upsurge.avro.SeriesValue;
import io.upsurge.avro.Standing;
import io.upsurge.avro.TopNode;
import io.upsurge.avro.VersionRate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The generated classes by the names of their schemas, and no others. Avro's own model looks a class up by the name in the
 * schema, and since 1.12.2 only within packages named by a system property; a fixed table needs neither trust nor flag.
 */
final class ContractClasses extends SpecificData {
    private static final Map<String, Class<?>> CLASSES = Stream.of(
                    NodeSample.class,
                    SampleKind.class,
                    SeriesValue.class,
                    RolloutFact.class,
                    VersionRate.class,
                    Standing.class,
                    RatioBounds.class,
                    Anomaly.class,
                    AnomalyState.class,
                    TopNode.class,
                    Certainty.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    /**
     * Lets Avro's own model, which a vendor's serde uses, look these classes up. The trust is added to what the process
     * trusts already; nothing within Upsurge relies on it.
     */
    static void trustInVendorCode() {
        ClassSecurityValidator.Builder ours = ClassSecurityValidator.builder();
        CLASSES.values().forEach(ours::add);
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours.build()));
    }

    @Override
    public Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> CLASSES.get(schema.getFullName());
            default -> super.getClass(schema);
        };
    }
}
