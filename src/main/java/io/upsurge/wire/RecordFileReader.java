package io.upsurge.wire;

import io.upsurge.avro.NodeSample;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.wire.WireException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Reads an Avro object container file of scrapes or of roll-out facts, of any writer schema that can be resolved against the
 * contract. A damaged block is told, and reading goes on with the next one.
 */
public final class RecordFileReader {
    private final Path file;
    private final long length;
    private final Sink sink;

    /** Takes what is read. */
    public interface Sink {

        /** A scrape or heartbeat. */
        void sample(SampleRecord sample) throws IOException;

        /** A roll-out fact. */
        void fact(RolloutFact fact) throws IOException;

        /**
         * Something cannot be used.
         *
         * @param records how many records it were at least
         * @param why where it is and what is wrong with it
         */
        void lost(long records, String why);
    }

    private RecordFileReader(Path file, long length, Sink sink) {
        this.file = file;
        this.length = length;
        this.sink = sink;
    }

    /**
     * Reads a file to its end.
     *
     * @throws WireException if it is no such file, or of other records
     * @throws IOException if it cannot be read, or the sink throws it
     */
    public static void read(Path file, Sink sink) throws IOException {
        RecordFileReader reader = new RecordFileReader(file, Files.size(file), sink);
        try {
            for (long next = reader.readFrom(0); next < reader.length; ) {
                next = reader.readFrom(next);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Reads from the next mark on; gives the position from which on to look for a mark after damage. */
    private long readFrom(long position) throws IOException {
        try (DataFileReader<Object> in = open()) {
            Consumer<Block> to = taker(in.getSchema());
            if (position > 0) {
                in.sync(position);
            }
            for (long at = in.previousSync(); at < length; at = in.previousSync()) {
                try {
                    if (!in.hasNext()) {
                        return damaged(at, "it ends early");
                    }
                    to.accept(new Block(at, bytes(in.nextBlock()), in.getBlockCount()));
                } catch (AvroRuntimeException | OutOfMemoryError e) {
                    // A length that is damaged may be any.
                    return damaged(at, e.getMessage());
                }
            }
            return length;
        }
    }

    private long damaged(long at, String why) {
        sink.lost(1, "the block at byte " + at + " is damaged: " + why);
        return at + 1;
    }

    private DataFileReader<Object> open() throws IOException {
        try {
            return new DataFileReader<>(new SeekableFileInput(file.toFile()), new GenericDatumReader<>());
        } catch (IOException | AvroRuntimeException | StackOverflowError e) {
            throw new WireException(Problem.INCOMPATIBLE_SCHEMA, "is no readable Avro file: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Block(long at, byte[] bytes, long count) {}

    private Consumer<Block> taker(Schema writer) {
        if (writer.getFullName().equals(NodeSample.getClassSchema().getFullName())) {
            SampleCodec codec = new SampleCodec();
            BlockReader<SampleRecord> reader = ContractSchemas.sameBinary(writer, codec.contract())
                    ? new NodeSampleDecoder()
                    : new ResolvingReader<>(writer, codec);
            return block -> take(block, reader, sink::sample);
        }
        BlockReader<RolloutFact> reader = new ResolvingReader<>(writer, new RolloutCodec());
        return block -> take(block, reader, sink::fact);
    }

    private interface Taker<M> {
        void take(M record) throws IOException;
    }

    private <M> void take(Block block, BlockReader<M> reader, Taker<M> to) {
        long[] taken = new long[1];
        try {
            reader.readBlock(block.bytes(), block.count(), record -> {
                taken[0]++;
                try {
                    to.take(record);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (WireException e) {
            long lost = Math.max(1, block.count() - taken[0]);
            sink.lost(
                    lost,
                    "record " + (taken[0] + 1) + " of the block at byte " + block.at() + ", with which " + lost
                            + " are lost: " + e.getMessage());
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
