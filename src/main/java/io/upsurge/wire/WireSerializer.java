package io.upsurge.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records of the model in the wire format. The schema id of a topic is asked for once. Safe for use by several
 * threads.
 *
 * <p>{@link #serialize} gives null for null; it throws {@link WireException} for a record that breaks the contract,
 * {@link RegistryException} where the registry does not have the schema, {@link RegistryUnavailableException} where it
 * cannot be asked.
 *
 * @param <M> the record of the model
 */
final class WireSerializer<M> implements Serializer<M> {
    private final Schema contract;
    private final SchemaIds schemaIds;
    private final Map<String, byte[]> headers = new ConcurrentHashMap<>();
    private final ThreadLocal<Output<M>> outputs;

    /**
     * A serializer.
     *
     * @param contract the schema that is written with
     * @param schemaIds ids of schemas
     * @param writers makes a writer for a thread
     */
    WireSerializer(Schema contract, SchemaIds schemaIds, Supplier<RecordWriter<M>> writers) {
        this.contract = contract;
        this.schemaIds = schemaIds;
        this.outputs = ThreadLocal.withInitial(() -> new Output<>(writers.get()));
    }

    @Override
    public byte[] serialize(String topic, M model) {
        if (model == null) {
            return null;
        }
        try {
            return outputs.get().write(header(topic), model);
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
    }

    private byte[] header(String topic) {
        byte[] known = headers.get(topic);
        if (known == null) {
            known = WireFormat.header(schemaIds.of(SchemaSubjects.valueSubject(topic), contract));
            headers.put(topic, known);
        }
        return known;
    }

    /** What a thread writes with. */
    private static final class Output<M> {
        private final RecordWriter<M> writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        private Output(RecordWriter<M> writer) {
            this.writer = writer;
        }

        private byte[] write(byte[] header, M model) {
            try {
                bytes.reset();
                bytes.write(header);
                writer.write(model, encoder);
                encoder.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
