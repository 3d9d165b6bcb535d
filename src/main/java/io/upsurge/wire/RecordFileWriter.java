package io.upsurge.wire;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records to an Avro object container file under their contract, not compressed: the same records give the same
 * bytes. Not safe for use by several threads.
 *
 * @param <M> the record of the model
 */
public final class RecordFileWriter<M> implements AutoCloseable {
    private final Records<M, ?> records;

    private RecordFileWriter(Records<M, ?> records) {
        this.records = records;
    }

    /** Scrapes and heartbeats to a file, which is replaced. */
    public static RecordFileWriter<SampleRecord> samples(Path file) throws IOException {
        return new RecordFileWriter<>(new Records<>(new SampleCodec(), file));
    }

    /** Roll-out facts to a file, which is replaced. */
    public static RecordFileWriter<RolloutFact> rollouts(Path file) throws IOException {
        return new RecordFileWriter<>(new Records<>(new RolloutCodec(), file));
    }

    /** Rates per version to a file, which is replaced. */
    public static RecordFileWriter<VersionRate> versionRates(Path file) throws IOException {
        return new RecordFileWriter<>(new Records<>(new VersionRateCodec(), file));
    }

    /** Changes of anomalies to a file, which is replaced. */
    public static RecordFileWriter<Anomaly> anomalies(Path file) throws IOException {
        return new RecordFileWriter<>(new Records<>(new AnomalyCodec(), file));
    }

    /**
     * Adds a record.
     *
     * @throws WireException if it breaks the contract; nothing is written of it
     * @throws IOException if the file cannot be written
     */
    public void add(M record) throws IOException {
        records.add(record);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private static final class Records<M, A extends SpecificRecord> {
        private final ModelCodec<M, A> codec;
        private final DataFileWriter<A> file;

        Records(ModelCodec<M, A> codec, Path path) throws IOException {
            this.codec = codec;
            this.file = new DataFileWriter<>(new SpecificDatumWriter<>(codec.compiled(), new ContractClasses()));
            file.create(codec.contract(), Files.newOutputStream(path), mark(codec.contract()));
        }

        /** What stands between blocks: chosen by the contract rather than at random, so that files can be compared. */
        private static byte[] mark(Schema contract) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(contract.toString().getBytes(StandardCharsets.UTF_8));
                return Arrays.copyOf(digest, DataFileConstants.SYNC_SIZE);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        void add(M record) throws IOException {
            A avro;
            try {
                avro = codec.toAvro(record);
            } catch (IllegalArgumentException e) {
                throw WireException.refused(e.getMessage());
            }
            file.append(avro);
        }

        void close() throws IOException {
            file.close();
        }
    }
}
