package io.upsurge.replay.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Forms of files that hold readings, and how to tell them apart. */
public enum ReadingFormat {
    /** The text format of Prometheus, with times. */
    PROMETHEUS,
    /** OpenMetrics, with times. */
    OPENMETRICS,
    /** What {@code promtool tsdb dump} writes. */
    TSDB_DUMP,
    /** What {@code promtool tsdb dump-openmetrics} writes. */
    TSDB_DUMP_OPENMETRICS,
    /** What {@code /api/v1/export} of VictoriaMetrics writes. */
    VICTORIAMETRICS,
    /** An answer of {@code /api/v1/query} of Prometheus. */
    PROMETHEUS_API,
    /** A table with a header. */
    CSV,
    /** The body of a request of Prometheus remote write, as it was sent. */
    REMOTE_WRITE,
    /** Our own records in JSON, which are no readings. */
    JSONL,
    /** Our own records in an Avro object container file, which are no readings. */
    AVRO;

    private static final String AVRO_MAGIC = "Obj\u0001";
    private static final Pattern DUMP = Pattern.compile("\\{__name__=");
    private static final Pattern SECONDS = Pattern.compile("(?m)^[^#\\n][^\\n]*\\s\\d{9,10}(\\.\\d+)?\\r?$");
    private static final Pattern OF_SERIES =
            Pattern.compile("^\\s*\\{\\s*\"(metric|values|timestamps)\"\\s*:\\s*[\\[{]");
    private static final Pattern OF_API = Pattern.compile("^\\s*\\{\\s*\"status\"\\s*:");
    private static final Pattern TABLE = Pattern.compile("(?i)(^|,)\\s*\"?(ts|time|timestamp)\"?\\s*(,|$)");

    /**
     * Tells the form by how a file begins.
     *
     * @param beginning its first bytes, decompressed; some thousand are enough
     */
    static ReadingFormat of(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.UTF_8);
        if (text.startsWith(AVRO_MAGIC)) {
            return AVRO;
        }
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (DUMP.matcher(first).lookingAt()) {
            return TSDB_DUMP;
        }
        if (OF_SERIES.matcher(first).find()) {
            return VICTORIAMETRICS;
        }
        if (OF_API.matcher(first).find()) {
            return PROMETHEUS_API;
        }
        if (first.stripLeading().startsWith("{")) {
            return JSONL;
        }
        if (TABLE.matcher(first).find()) {
            return CSV;
        }
        if (!SECONDS.matcher(text).find()) {
            return PROMETHEUS;
        }
        return first.startsWith("#") ? OPENMETRICS : TSDB_DUMP_OPENMETRICS;
    }
}
