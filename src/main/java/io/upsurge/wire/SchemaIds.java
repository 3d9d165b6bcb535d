package io.upsurge.wire;

import io.upsurge.wire.RegistryClient.RegisteredSchema;
import org.apache.avro.Schema;

/**
 * How a serializer comes to the id of its schema.
 *
 * @param registry whom to ask
 * @param autoRegister whether to register the schema
 * @param useLatest whether to use the last version of the subject; goes before {@code autoRegister}
 */
record SchemaIds(RegistryClient registry, boolean autoRegister, boolean useLatest) {

    /**
     * The id of a schema within a subject.
     *
     * @throws RegistryException if the subject does not have it, or its last version is another contract
     */
    int of(String subject, Schema schema) {
        if (useLatest) {
            return latest(subject, schema);
        }
        return autoRegister ? registry.register(subject, schema) : registry.lookUp(subject, schema);
    }

    private int latest(String subject, Schema schema) {
        RegisteredSchema latest = registry.latest(subject)
                .orElseThrow(() -> new RegistryException(
                        "use the last version of subject " + subject,
                        404,
                        RegistryException.SUBJECT_NOT_FOUND,
                        "there is no such subject"));
        if (!ContractSchemas.sameBinary(latest.schema(), schema)) {
            throw new RegistryException(
                    "use the last version of subject " + subject,
                    RegistryException.INCOMPATIBLE,
                    RegistryException.INCOMPATIBLE,
                    "schema " + latest.id() + " has other fields than this release writes; set use.latest.version to"
                            + " false");
        }
        return latest.id();
    }
}
