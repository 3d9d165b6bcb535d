package io.upsurge.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a report comes from. It holds no clock and no machine: the same run has the same.
 *
 * @param release the release of Upsurge that made it
 * @param inputs what was read, in the order it was named
 * @param configuration every setting that decides, by key, without secrets
 * @param configHash hash of the configuration
 * @param command the command that gives this report again
 */
public record Provenance(
        String release,
        List<Input> inputs,
        SortedMap<String, String> configuration,
        String configHash,
        String command) {

    /** Copies the collections. */
    public Provenance {
        inputs = List.copyOf(inputs);
        configuration = new TreeMap<>(configuration);
    }

    /** Of a run of which nothing is told but the release. */
    public static Provenance unknown(String release) {
        return new Provenance(release, List.of(), new TreeMap<>(), "", "");
    }

    /**
     * Something that was read.
     *
     * @param name file, address or topic, without credentials
     * @param format how it was read
     * @param bytes its size, bytes; negative where unknown
     * @param sha256 its checksum in hexadecimal digits; empty where there is none, as of a live source
     * @param records samples and roll-out facts read from it; negative where unknown
     */
    public record Input(String name, String format, long bytes, String sha256, long records) {}
}
