package io.upsurge.wire;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Remembers what never changes in a registry: the schema of an id, and the id of a schema within a subject. Refusals are not
 * remembered: what is missing now may be registered later. Bounded: a full memory is cleared.
 */
final class CachingRegistryClient implements RegistryClient {
    private static final int MAX_ENTRIES = 1_000;

    private final RegistryClient registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, String schema) {}

    CachingRegistryClient(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public Schema byId(int id) {
        return remembered(schemas, id, () -> registry.byId(id));
    }

    @Override
    public int lookUp(String subject, Schema schema) {
        return known(
                schema,
                remembered(ids, new SubjectSchema(subject, schema.toString()), () -> registry.lookUp(subject, schema)));
    }

    @Override
    public int register(String subject, Schema schema) {
        return known(
                schema,
                remembered(
                        ids, new SubjectSchema(subject, schema.toString()), () -> registry.register(subject, schema)));
    }

    /** What is written under an id can be read back without asking, also while the registry is away. */
    private int known(Schema schema, int id) {
        remembered(schemas, id, () -> schema);
        return id;
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return registry.latest(subject);
    }

    @Override
    public Optional<Compatibility> compatibility(String subject) {
        return registry.compatibility(subject);
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) {
        registry.setCompatibility(subject, compatibility);
    }

    @Override
    public Optional<String> mode(String subject) {
        return registry.mode(subject);
    }

    @Override
    public boolean isCompatible(String subject, Schema schema) {
        return registry.isCompatible(subject, schema);
    }

    private static <K, V> V remembered(Map<K, V> memory, K key, Supplier<V> ask) {
        V known = memory.get(key);
        if (known == null) {
            known = ask.get();
            if (memory.size() >= MAX_ENTRIES) {
                memory.clear();
            }
            memory.put(key, known);
        }
        return known;
    }
}
