package io.upsurge.format;

import io.upsurge.format.Vectors.Reader;
import java.io.IOException;
import java.util.stream.Stream;

/** What every fuzzed decoder must do: read or refuse, and give out only what can be used. */
public final class Fuzzed {
    /** Above what any text of a few kilobytes can hold. */
    private static final int MAX_READINGS = 1_000_000;

    private Fuzzed() {}

    /** The texts of a format's vectors, to begin with. */
    public static Stream<byte[]> seeds(String format) throws IOException {
        return Vectors.of(format).stream().map(Vectors.Vector::bytes);
    }

    /** Reads bytes; fails if something else happens than that they are read or refused. */
    public static void read(Reader reader, byte[] bytes) {
        Notes notes = new Notes();
        int[] readings = {0};
        try {
            reader.read(
                    bytes,
                    (series, timeMs, value, stale, startMs) -> {
                        if (series.metric().isEmpty() || ++readings[0] > MAX_READINGS) {
                            throw new AssertionError("not a reading: " + series);
                        }
                    },
                    notes);
        } catch (FormatException refused) {
            if (refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a word", refused);
            }
        } catch (IOException e) {
            throw new AssertionError("no stream failed here", e);
        }
        if (notes.examples().size() > Notes.MAX_EXAMPLES) {
            throw new AssertionError("notes without bound");
        }
    }
}
