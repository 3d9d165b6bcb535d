package io.upsurge.app.doctor.look;

import java.util.Map;

/**
 * What was read of the topics.
 *
 * @param samples digest of the samples
 * @param facts digest of the roll-outs
 * @param deadLetters digest of the dead letters
 * @param partitions partitions of the samples
 * @param read how much was read, by topic
 */
public record InputsView(
        SampleDigest samples,
        Look<FactDigest> facts,
        Look<Refusals> deadLetters,
        int partitions,
        Map<String, Records> read) {

    /** Copies the map. */
    public InputsView {
        read = Map.copyOf(read);
    }
}
