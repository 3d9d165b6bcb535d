package io.upsurge.format.text;

import java.util.Locale;
import java.util.Optional;

/** Which text it is. */
public enum TextSyntax {
    /** The text format of Prometheus, version 0.0.4: times in milliseconds, if there are any. */
    PROMETHEUS(false, false, false, false),
    /** OpenMetrics 1.0: times in seconds, if there are any, and {@code # EOF} at the end. */
    OPENMETRICS(true, true, true, false),
    /** What {@code promtool tsdb dump} writes: times in milliseconds, strings quoted as in Go. */
    PROMTOOL_DUMP(false, false, false, true),
    /** What {@code promtool tsdb dump-openmetrics} writes: times in seconds, strings quoted as in Go. */
    PROMTOOL_OPENMETRICS(true, false, true, true);

    private final boolean seconds;
    private final boolean strict;
    private final boolean endsWithEof;
    private final boolean dump;

    TextSyntax(boolean seconds, boolean strict, boolean endsWithEof, boolean dump) {
        this.seconds = seconds;
        this.strict = strict;
        this.endsWithEof = endsWithEof;
        this.dump = dump;
    }

    /**
     * The syntax that a server names.
     *
     * @param contentType value of the header {@code Content-Type}
     * @return empty where it names another
     */
    public static Optional<TextSyntax> ofContentType(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "application/openmetrics-text" -> Optional.of(OPENMETRICS);
            case "text/plain", "" -> Optional.of(PROMETHEUS);
            default -> Optional.empty();
        };
    }

    boolean seconds() {
        return seconds;
    }

    /** Whether every blank counts, and what is written must agree with the type of its family. */
    boolean strict() {
        return strict;
    }

    boolean endsWithEof() {
        return endsWithEof;
    }

    /** Whether promtool wrote it from a database: the mark of an ended series has become an ordinary NaN. */
    boolean dump() {
        return dump;
    }
}
