package io.upsurge.app.replay;

import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import io.upsurge.replay.ReplayListener;
import io.upsurge.wire.ModelJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes rates and anomalies to files, a JSON object per line, each as {@code upsurge tail --output json} shows a value. */
public final class ResultFiles implements ReplayListener, AutoCloseable {
    private final BufferedWriter rates;
    private final BufferedWriter anomalies;

    /**
     * Begins {@code version-rates.jsonl} and {@code anomalies.jsonl}, which are replaced.
     *
     * @param folder where they are; it must be there
     * @throws UncheckedIOException if they cannot be written
     */
    public ResultFiles(Path folder) {
        try {
            rates = Files.newBufferedWriter(folder.resolve("version-rates.jsonl"));
            anomalies = Files.newBufferedWriter(folder.resolve("anomalies.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void rate(VersionRate rate) {
        write(rates, rate);
    }

    @Override
    public void anomaly(Anomaly anomaly) {
        write(anomalies, anomaly);
    }

    private static void write(BufferedWriter to, Object value) {
        try {
            to.write(ModelJson.line(value));
            to.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (rates;
                anomalies) {
            rates.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results: " + e.getMessage(), e);
        }
    }
}
