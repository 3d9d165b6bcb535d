package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of any writer schema that Avro can resolve against the contract. Safe for use by several threads.
 *
 * @param <M> the record of the model
 * @param <A> the generated class
 */
final class ResolvingReader<M, A extends SpecificRecord> implements RecordReader<M>, BlockReader<M> {
    private final ModelCodec<M, A> codec;
    private final DatumReader<A> reader;

    /**
     * A reader.
     *
     * @throws WireException if the writer schema cannot be resolved against the contract
     */
    ResolvingReader(Schema writer, ModelCodec<M, A> codec) {
        this.codec = codec;
        requireCompatible(writer, codec.compiled());
        this.reader = new SpecificDatumReader<>(writer, codec.compiled(), new ContractClasses());
    }

    private static void requireCompatible(Schema writer, Schema reader) {
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new WireException(
                    Problem.INCOMPATIBLE_SCHEMA,
                    "written as " + writer.getFullName() + ", which cannot be read as " + reader.getFullName() + ": "
                            + pair.getResult().getIncompatibilities());
        }
    }

    @Override
    public M read(byte[] value, int from) {
        AvroCursor cursor = new AvroCursor();
        cursor.reset(value, from, value.length);
        M record = record(cursor);
        cursor.requireEnd();
        return record;
    }

    @Override
    public void readBlock(byte[] block, long count, Consumer<? super M> to) {
        AvroCursor cursor = new AvroCursor();
        cursor.reset(block, 0, block.length);
        for (long i = 0; i < count; i++) {
            to.accept(record(cursor));
        }
        cursor.requireEnd();
    }

    private M record(AvroCursor cursor) {
        A avro = decode(cursor);
        try {
            return codec.toModel(avro);
        } catch (IllegalArgumentException e) {
            throw WireException.refused(e.getMessage());
        }
    }

    /** Avro meets bytes that do not fit with many kinds of exceptions, and with an error where they nest too deeply. */
    private A decode(AvroCursor cursor) {
        try {
            return codec.avroClass().cast(reader.read(null, new CursorDecoder(cursor)));
        } catch (WireException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw WireException.malformed(cursor.position(), e.toString(), e);
        }
    }
}
