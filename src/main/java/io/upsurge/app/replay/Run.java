package io.upsurge.app.replay;

import io.upsurge.replay.Source.Input;
import java.util.List;

/**
 * What was run, so that it can be run again.
 *
 * @param version version of Upsurge
 * @param configHash hash of what decides in the configuration
 * @param command the command that gives the same results
 * @param inputs what was read
 * @param remarks what is worth knowing of it
 * @param cuts where an unknown part of it could not be read, and why
 */
public record Run(
        String version,
        String configHash,
        String command,
        List<Input> inputs,
        List<String> remarks,
        List<String> cuts) {

    /** Copies the lists. */
    public Run {
        inputs = List.copyOf(inputs);
        remarks = List.copyOf(remarks);
        cuts = List.copyOf(cuts);
    }
}
