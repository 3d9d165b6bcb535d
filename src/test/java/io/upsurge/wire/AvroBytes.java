package io.upsurge.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Avro binary as Avro's own writers make it. */
final class AvroBytes {
    private AvroBytes() {}

    static byte[] of(SpecificRecord avro) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return write(out, avro, EncoderFactory.get().directBinaryEncoder(out, null));
    }

    /** In small blocks that say their size, which Avro marks with negative counts. */
    static byte[] inBlocks(SpecificRecord avro) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return write(out, avro, new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null));
    }

    static byte[] of(Schema schema, Object generic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Encoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<>(schema, new GenericData()).write(generic, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the header of the wire format before it. */
    static byte[] framed(int schemaId, byte[] avro) {
        byte[] header = WireFormat.header(schemaId);
        byte[] value = new byte[header.length + avro.length];
        System.arraycopy(header, 0, value, 0, header.length);
        System.arraycopy(avro, 0, value, header.length, avro.length);
        return value;
    }

    private static byte[] write(ByteArrayOutputStream out, SpecificRecord avro, Encoder encoder) {
        try {
            new SpecificDatumWriter<>(avro.getSchema(), new ContractClasses()).write(avro, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
