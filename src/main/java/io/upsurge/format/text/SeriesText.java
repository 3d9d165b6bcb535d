package io.upsurge.format.text;

import io.upsurge.format.FormatException;
import io.upsurge.format.SeriesLabels;
import java.nio.charset.StandardCharsets;

/** A single series as text. */
public final class SeriesText {
    private SeriesText() {}

    /**
     * Reads a series as Prometheus writes it.
     *
     * @param text such as {@code metric{label="value"}}
     * @throws FormatException if it is none
     */
    public static SeriesLabels parse(String text) throws FormatException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LabelParser(TextSyntax.PROMETHEUS).parse(bytes, 0, bytes.length);
    }
}
