package io.upsurge.app.rollout;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Signal;
import io.upsurge.place.AnnouncedFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Roll-out facts of files. */
public final class Facts {
    private final AnnouncedFacts announced;

    /**
     * A reader.
     *
     * @param signals what is watched: says namespace and container where an announcement leaves them out
     */
    public Facts(List<Signal> signals) {
        this.announced = new AnnouncedFacts(signals);
    }

    /**
     * Reads a file: a table with a line of column names, or JSON objects, one a line, each a fact or an event of CDEvents.
     *
     * @param file the file
     * @param facts takes the facts, in the order of the file
     * @param problems takes what is wrong, with file and line
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public void read(Path file, Consumer<RolloutFact> facts, Consumer<String> problems) {
        new FactFile(file, announced).read(facts, problems);
    }

    /**
     * An instant as people write it: ISO 8601 with an offset, or seconds or milliseconds since 1970-01-01T00:00Z.
     *
     * @param name what it is called in the message
     * @param text the text
     * @return milliseconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException if it is none of them
     */
    public static long instant(String name, String text) {
        return FactRow.time(name, text);
    }
}
