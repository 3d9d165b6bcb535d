package io.upsurge.app;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.simulate.RecordFiles.Written;
import io.upsurge.simulate.SimulatedRecord;
import io.upsurge.wire.RecordFileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Records as Avro object container files: a folder with {@code samples.avro} and {@code rollouts.avro}, in the order of
 * arrival.
 *
 * @param samples the file of the scrapes and heartbeats
 * @param rollouts the file of the roll-out facts
 */
record AvroFolder(Path samples, Path rollouts) {

    /** The files of a folder, which need not be there yet. */
    static AvroFolder in(Path folder) {
        return new AvroFolder(folder.resolve("samples.avro"), folder.resolve("rollouts.avro"));
    }

    /**
     * Writes records to both files, which are replaced; the folder is made where there is none.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    Written write(Iterator<SimulatedRecord> records) {
        long scrapes = 0;
        long facts = 0;
        try {
            Files.createDirectories(samples.toAbsolutePath().getParent());
            try (RecordFileWriter<SampleRecord> toSamples = RecordFileWriter.samples(samples);
                    RecordFileWriter<RolloutFact> toRollouts = RecordFileWriter.rollouts(rollouts)) {
                while (records.hasNext()) {
                    SimulatedRecord record = records.next();
                    if (record instanceof SimulatedRecord.Sample sample) {
                        toSamples.add(sample.record());
                        scrapes++;
                    } else if (record instanceof SimulatedRecord.Rollout rollout) {
                        toRollouts.add(rollout.fact());
                        facts++;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + samples + " or " + rollouts + ": " + e.getMessage(), e);
        }
        return new Written(scrapes, facts);
    }
}
