package io.upsurge.app.rollout;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A fact as a row of named texts: columns of a table, or fields of a JSON object. */
final class FactRow {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    /** Numbers below are seconds, others milliseconds: in seconds it is the year 5138, in milliseconds 1973. */
    private static final BigDecimal SECONDS_BELOW = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal LATEST_MS = BigDecimal.valueOf(
            OffsetDateTime.parse("9999-12-31T23:59:59Z").toInstant().toEpochMilli());

    /** Names of the columns. */
    static final Set<String> COLUMNS = Set.of(
            "cluster",
            "node",
            "namespace",
            "daemonset",
            "container",
            "image",
            "tag",
            "version",
            "digest",
            "revision",
            "poduid",
            "since",
            "observedat",
            "source",
            "zone");

    private FactRow() {}

    /** The name of a column as it is known here: {@code pod_uid}, {@code podUid} and {@code Pod-UID} are one. */
    static String column(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[_ -]", "");
    }

    /**
     * The fact of a row.
     *
     * @param row values by column
     * @param differences what differs from the revision before
     * @throws IllegalArgumentException if a value is missing or wrong; the message says which
     */
    static RolloutFact fact(Map<String, String> row, List<String> differences) {
        Workload workload = new Workload(
                required(row, "cluster"),
                required(row, "namespace"),
                required(row, "daemonset"),
                required(row, "container"));
        String tag = row.getOrDefault("tag", "");
        Version version = new Version(
                row.getOrDefault("image", ""),
                tag.isEmpty() ? row.getOrDefault("version", "") : tag,
                row.getOrDefault("digest", ""),
                row.getOrDefault("revision", ""));
        if (version.id().equals(Version.UNKNOWN.id())) {
            throw new IllegalArgumentException("none of tag, version, digest and revision has a value");
        }
        long sinceMs = time("since", required(row, "since"));
        String observed = row.getOrDefault("observedat", "");
        String source = row.getOrDefault("source", "");
        return new RolloutFact(
                workload,
                required(row, "node"),
                version,
                row.getOrDefault("poduid", ""),
                sinceMs,
                observed.isEmpty() ? sinceMs : time("observedAt", observed),
                source.isEmpty() ? "file" : source,
                row.getOrDefault("zone", ""),
                differences);
    }

    private static String required(Map<String, String> row, String column) {
        String value = row.getOrDefault(column, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no value for " + column);
        }
        return value;
    }

    /**
     * An instant: ISO 8601 with an offset, or seconds or milliseconds since 1970-01-01T00:00Z.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static long time(String name, String text) {
        try {
            if (text.length() <= 20 && text.matches("[0-9]+(\\.[0-9]+)?")) {
                BigDecimal number = new BigDecimal(text);
                BigDecimal ms = number.compareTo(SECONDS_BELOW) < 0 ? number.multiply(THOUSAND) : number;
                if (ms.compareTo(LATEST_MS) <= 0) {
                    return ms.longValue();
                }
            } else {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw notATime(name, text, e);
        }
        throw notATime(name, text, null);
    }

    private static IllegalArgumentException notATime(String name, String text, Exception cause) {
        return new IllegalArgumentException(
                name + " is '" + text
                        + "', neither ISO 8601 with an offset, such as 2024-02-26T08:00:00Z, nor seconds or"
                        + " milliseconds since 1970",
                cause);
    }
}
