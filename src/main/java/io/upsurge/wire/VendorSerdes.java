package io.upsurge.wire;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Serdes of a vendor, found by class name and wrapped with our mapping to the model. The vendor's jars are the user's to
 * put on the class path. The class must be a {@link Serde} of Avro's specific records with a public constructor without
 * parameters, as Confluent's {@code SpecificAvroSerde} is.
 */
final class VendorSerdes {
    private static final Map<String, String> DEFAULTS = Map.of(
            "specific.avro.reader", "true", "avro.remove.java.properties", "true", "auto.register.schemas", "false");

    private final Class<?> serdeClass;
    private final Map<String, String> config;

    /**
     * Finds the class.
     *
     * @param config given to every serde, over the defaults that make it read our classes and find our schemas
     * @throws IllegalArgumentException if the class is missing or no serde
     */
    VendorSerdes(String className, Map<String, String> config) {
        ContractClasses.trustInVendorCode();
        this.serdeClass = find(className);
        this.config = new HashMap<>(DEFAULTS);
        this.config.putAll(config);
    }

    <M, A extends SpecificRecord> Serde<M> of(ModelCodec<M, A> codec) {
        return new VendorSerde<>(configured(), codec);
    }

    private static Class<?> find(String className) {
        Class<?> found;
        try {
            found = Class.forName(className, true, VendorSerdes.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "serde.class: " + className + " cannot be loaded, put its jars on the class path: " + e, e);
        }
        if (!Serde.class.isAssignableFrom(found)) {
            throw new IllegalArgumentException("serde.class: " + className + " is not a " + Serde.class.getName());
        }
        return found;
    }

    @SuppressWarnings("unchecked") // What the serde gives is checked against the generated class for every record.
    private Serde<Object> configured() {
        try {
            Serde<Object> serde =
                    (Serde<Object>) serdeClass.getDeclaredConstructor().newInstance();
            serde.configure(config, false);
            return serde;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("serde.class: cannot make a " + serdeClass.getName() + ": " + e, e);
        }
    }
}
