package io.upsurge.format.csv;

import io.upsurge.format.Decimal;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** How a table writes times. */
public enum TimeForm {
    /** ISO 8601 with date, time and zone, such as {@code 2026-01-02T03:04:05.678Z}. */
    ISO("a date", 0),
    /** Seconds since 1970-01-01T00:00Z, also with a fraction. */
    SECONDS("seconds", 1e3),
    /** Milliseconds since 1970-01-01T00:00Z. */
    MILLISECONDS("milliseconds", 1),
    /** Microseconds since 1970-01-01T00:00Z. */
    MICROSECONDS("microseconds", 1e-3),
    /** Nanoseconds since 1970-01-01T00:00Z. */
    NANOSECONDS("nanoseconds", 1e-6);

    /** A time whose form is told by its magnitude lies after March 1973, milliseconds, */
    private static final double FIRST_MS = 1e11;

    /** and before the year 5138, milliseconds. */
    private static final double LAST_MS = 1e14;

    private final String text;
    private final double toMs;

    TimeForm(String text, double toMs) {
        this.text = text;
        this.toMs = toMs;
    }

    /** What it is, in a word or two. */
    String text() {
        return text;
    }

    /**
     * The form of a time; that of a number is told by its magnitude.
     *
     * @throws FormatException if it is no time of our days in any form
     */
    static TimeForm of(String time) throws FormatException {
        if (time.indexOf(':') > 0) {
            return ISO;
        }
        double number = Decimal.parse(time);
        for (TimeForm form : values()) {
            if (form != ISO && number >= FIRST_MS / form.toMs && number < LAST_MS / form.toMs) {
                return form;
            }
        }
        throw new FormatException("not a time of our days in any unit: " + Excerpt.of(time));
    }

    /**
     * Reads a time of this form.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     * @throws FormatException if it is none
     */
    long parse(String time) throws FormatException {
        if (this != ISO) {
            return Decimal.secondsToMs(Decimal.parse(time) * toMs / 1e3);
        }
        try {
            String iso = time.indexOf(' ') == 10 ? time.replaceFirst(" ", "T") : time;
            return OffsetDateTime.parse(iso).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new FormatException("not a date with time and zone: " + Excerpt.of(time), e);
        }
    }
}
