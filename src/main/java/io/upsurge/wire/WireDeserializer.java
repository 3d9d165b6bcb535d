package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records of the model from the wire format. Each writer schema is asked for once. Safe for use by several threads.
 *
 * <p>{@link #deserialize} gives null for null; it throws {@link WireException} for a bad record and nothing else that is the
 * record's fault: {@link RegistryUnavailableException} and {@link RegistryException} say that the record could not be looked
 * at, and it must be kept.
 *
 * @param <M> the record of the model
 */
final class WireDeserializer<M> implements Deserializer<M> {
    private static final int MAX_READERS = 1_000;

    private final RegistryClient registry;
    private final Function<Schema, RecordReader<M>> readerOf;
    private final Map<Integer, RecordReader<M>> readers = new ConcurrentHashMap<>();

    /**
     * A deserializer.
     *
     * @param readerOf makes the reader for a writer schema, safe for use by several threads
     */
    WireDeserializer(RegistryClient registry, Function<Schema, RecordReader<M>> readerOf) {
        this.registry = registry;
        this.readerOf = readerOf;
    }

    @Override
    public M deserialize(String topic, byte[] value) {
        return value == null ? null : reader(WireFormat.schemaId(value)).read(value, WireFormat.HEADER_BYTES);
    }

    private RecordReader<M> reader(int schemaId) {
        RecordReader<M> known = readers.get(schemaId);
        if (known == null) {
            known = readerOf.apply(writerSchema(schemaId));
            if (readers.size() >= MAX_READERS) {
                readers.clear();
            }
            readers.put(schemaId, known);
        }
        return known;
    }

    private Schema writerSchema(int schemaId) {
        try {
            return registry.byId(schemaId);
        } catch (RegistryException e) {
            if (e.notFound()) {
                throw new WireException(Problem.UNKNOWN_SCHEMA, "the registry does not know schema id " + schemaId, e);
            }
            throw e;
        }
    }
}
