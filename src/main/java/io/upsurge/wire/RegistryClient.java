package io.upsurge.wire;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What Upsurge asks of a schema registry. Safe for use by several threads. Every method throws {@link RegistryException}
 * when the registry refuses and {@link RegistryUnavailableException} when it cannot be asked.
 */
public interface RegistryClient {

    /**
     * A version of a subject.
     *
     * @param id id of the schema
     * @param schema the schema
     */
    record RegisteredSchema(int id, Schema schema) {}

    /**
     * The client that a configuration asks for: of the registry at {@code schema.registry.url}, or of one in memory,
     * shared under its name within the process, for {@code mock://name}.
     *
     * @param config registry settings under Confluent's names
     * @throws IllegalArgumentException if a setting is missing, wrong or not understood; says which
     */
    static RegistryClient of(Map<String, String> config) {
        RegistrySettings settings = RegistrySettings.of(config);
        return settings.mockScope()
                .<RegistryClient>map(MockScopes::registry)
                .orElseGet(() -> new CachingRegistryClient(new HttpRegistryClient(settings)));
    }

    /**
     * The schema with an id.
     *
     * @throws RegistryException with {@link RegistryException#notFound()} if there is none
     * @throws WireException if it is no Avro schema
     */
    Schema byId(int id);

    /**
     * The id under which a subject has this schema.
     *
     * @throws RegistryException with {@link RegistryException#notFound()} if the subject does not have it
     */
    int lookUp(String subject, Schema schema);

    /**
     * Adds a version to a subject, or finds it there.
     *
     * @return the id of the schema
     * @throws RegistryException with {@link RegistryException#incompatible()} if earlier versions forbid it
     */
    int register(String subject, Schema schema);

    /** The last version of a subject; empty if there is no such subject. */
    Optional<RegisteredSchema> latest(String subject);

    /** The compatibility set for the subject itself; empty where only the registry's default holds. */
    Optional<Compatibility> compatibility(String subject);

    /** Sets the compatibility of a subject. */
    void setCompatibility(String subject, Compatibility compatibility);

    /** What may be done with a subject, as the registry calls it: READWRITE, READONLY, IMPORT; empty where it does not say. */
    Optional<String> mode(String subject);

    /** Whether {@link #register} would accept the schema; true for a subject that does not exist. */
    boolean isCompatible(String subject, Schema schema);
}
