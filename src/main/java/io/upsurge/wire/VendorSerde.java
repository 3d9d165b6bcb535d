package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A vendor's serde of Avro records as a serde of the model.
 *
 * @param <M> the record of the model
 * @param <A> the generated class
 */
final class VendorSerde<M, A extends SpecificRecord> implements Serde<M> {
    private final Serde<Object> vendor;
    private final ModelCodec<M, A> codec;

    VendorSerde(Serde<Object> vendor, ModelCodec<M, A> codec) {
        this.vendor = vendor;
        this.codec = codec;
    }

    @Override
    public Serializer<M> serializer() {
        return this::write;
    }

    @Override
    public Deserializer<M> deserializer() {
        return this::read;
    }

    @Override
    public void close() {
        vendor.close();
    }

    private byte[] write(String topic, M model) {
        if (model == null) {
            return null;
        }
        A avro;
        try {
            avro = codec.toAvro(model);
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
        return vendor.serializer().serialize(topic, avro);
    }

    private M read(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        Object record = decode(topic, value);
        if (!codec.avroClass().isInstance(record)) {
            throw new WireException(
                    Problem.INCOMPATIBLE_SCHEMA,
                    "the vendor's serde gave a "
                            + (record == null ? "null" : record.getClass().getName()) + ", not a "
                            + codec.avroClass().getName());
        }
        try {
            return codec.toModel(codec.avroClass().cast(record));
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
    }

    private Object decode(String topic, byte[] value) {
        WireFormat.schemaId(value);
        try {
            return vendor.deserializer().deserialize(topic, value);
        } catch (RuntimeException e) {
            throw VendorFailure.translate(e);
        }
    }
}
