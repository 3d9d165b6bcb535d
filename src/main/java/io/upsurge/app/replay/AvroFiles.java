package io.upsurge.app.replay;

import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.ReplayListener;
import io.upsurge.wire.RecordFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes rates and anomalies to Avro object container files, under the contracts of their topics. */
public final class AvroFiles implements ReplayListener, AutoCloseable {
    private final RecordFileWriter<VersionRate> rates;
    private final RecordFileWriter<Anomaly> anomalies;

    /**
     * Begins {@code version-rates.avro} and {@code anomalies.avro}, which are replaced.
     *
     * @param folder where they are; it must be there
     * @throws UncheckedIOException if they cannot be written
     */
    public AvroFiles(Path folder) {
        try {
            rates = RecordFileWriter.versionRates(folder.resolve("version-rates.avro"));
            anomalies = RecordFileWriter.anomalies(folder.resolve("anomalies.avro"));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("cannot write the results: " + e.getMessage(), e);
    }

    @Override
    public void rate(VersionRate rate) {
        write(rates, rate);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        write(anomalies, anomaly);
    }

    private static <T> void write(RecordFileWriter<T> to, T value) {
        try {
            to.add(value);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try (rates;
                anomalies) {
            // closes both, whatever becomes of one
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
