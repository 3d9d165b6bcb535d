package io.upsurge.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
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
 * @param <A> the generated class
 */
final class WireSerializer<M, A extends SpecificRecord> implements Serializer<M> {
    private final ModelCodec<M, A> codec;
    private final SchemaIds schemaIds;
    private final Map<String, byte[]> headers = new ConcurrentHashMap<>();
    private final ThreadLocal<Output<A>> outputs;

    WireSerializer(ModelCodec<M, A> codec, SchemaIds schemaIds) {
        this.codec = codec;
        this.schemaIds = schemaIds;
        this.outputs = ThreadLocal.withInitial(
                () -> new Output<>(new SpecificDatumWriter<>(codec.compiled(), new ContractClasses())));
    }

    @Override
    public byte[] serialize(String topic, M model) {
        if (model == null) {
            return null;
        }
        A avro;
        try {
            avro = codec.toAvro(model);
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
        return outputs.get().write(header(topic), avro);
    }

    private byte[] header(String topic) {
        byte[] known = headers.get(topic);
        if (known == null) {
            known = WireFormat.header(schemaIds.of(SchemaSubjects.valueSubject(topic), codec.contract()));
            headers.put(topic, known);
        }
        return known;
    }

    /** What a thread writes with. */
    private static final class Output<A> {
        private final SpecificDatumWriter<A> writer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        private Output(SpecificDatumWriter<A> writer) {
            this.writer = writer;
        }

        private byte[] write(byte[] header, A avro) {
            try {
                bytes.reset();
                bytes.write(header);
                writer.write(avro, encoder);
                encoder.flush();
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
