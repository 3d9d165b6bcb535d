package io.upsurge.replay.source;

import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.replay.Source.Input;
import java.io.IOException;
import java.util.function.Consumer;

/** Something that holds readings, in any order. */
public interface ReadingInput {

    /**
     * Reads all of them.
     *
     * @param sink takes the readings
     * @param notes takes what was left out, and what can be seen of the source
     * @param cut takes where an unknown part of it is lost, and why
     * @return what was read
     * @throws IOException if it cannot be read
     */
    Input read(ReadingSink sink, Notes notes, Consumer<String> cut) throws IOException;

    /** Its name in messages. */
    String name();

    /** Size, bytes; 0 where unknown. */
    long bytes();
}
