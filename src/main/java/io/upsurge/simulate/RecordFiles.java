package io.upsurge.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Records as text: a folder with {@code samples.jsonl} (scrapes and heartbeats) and {@code rollouts.jsonl} (roll-out
 * facts), one JSON object per line, in the order of arrival. The fields are those of the Avro schemas; fields that are
 * unknown or have their default are left out.
 */
public final class RecordFiles {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private final Path samples;
    private final Path rollouts;

    /** The files of a folder, which need not be there yet. */
    public RecordFiles(Path folder) {
        this.samples = folder.resolve("samples.jsonl");
        this.rollouts = folder.resolve("rollouts.jsonl");
    }

    /**
     * How much was written.
     *
     * @param samples scrapes and heartbeats
     * @param rollouts roll-out facts
     */
    public record Written(long samples, long rollouts) {}

    /** The file of the scrapes and heartbeats. */
    public Path samplesFile() {
        return samples;
    }

    /** The file of the roll-out facts. */
    public Path rolloutsFile() {
        return rollouts;
    }

    /**
     * Writes records to both files, which are replaced; the folder is made where there is none.
     *
     * @param records what to write
     * @return how much it was
     * @throws UncheckedIOException if a file cannot be written
     */
    public Written write(Iterator<SimulatedRecord> records) {
        try (Lines lines = new Lines(this)) {
            while (records.hasNext()) {
                SimulatedRecord record = records.next();
                if (record instanceof SimulatedRecord.Sample sample) {
                    lines.add(sample.record());
                } else if (record instanceof SimulatedRecord.Rollout rollout) {
                    lines.add(rollout.fact());
                }
            }
            return lines.written();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + samples + " or " + rollouts + ": " + e.getMessage(), e);
        }
    }

    /** Writes record by record. */
    public static final class Lines implements AutoCloseable {
        private final ObjectWriter sampleLines = JSON.writerFor(SampleLine.class);
        private final ObjectWriter factLines = JSON.writerFor(FactLine.class);
        private final Writer toSamples;
        private final Writer toRollouts;
        private long samples;
        private long rollouts;

        /**
         * Begins both files, which are replaced; the folder is made where there is none.
         *
         * @throws IOException if they cannot be written
         */
        public Lines(RecordFiles files) throws IOException {
            Files.createDirectories(files.samples.toAbsolutePath().getParent());
            toSamples = Files.newBufferedWriter(files.samples);
            toRollouts = Files.newBufferedWriter(files.rollouts);
        }

        /** Writes a scrape or heartbeat. */
        public void add(SampleRecord record) throws IOException {
            sampleLines.writeValue(toSamples, SampleLine.of(record));
            toSamples.write('\n');
            samples++;
        }

        /** Writes a roll-out fact. */
        public void add(RolloutFact fact) throws IOException {
            factLines.writeValue(toRollouts, FactLine.of(fact));
            toRollouts.write('\n');
            rollouts++;
        }

        /** How much was written. */
        public Written written() {
            return new Written(samples, rollouts);
        }

        @Override
        public void close() throws IOException {
            try (toSamples;
                    toRollouts) {
                toSamples.flush();
            }
        }
    }
}
