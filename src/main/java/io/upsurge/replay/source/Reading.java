package io.upsurge.replay.source;

import io.upsurge.format.SeriesLabels;
import java.util.Comparator;

/**
 * One value of one series, as {@link io.upsurge.format.ReadingSink} is given it.
 *
 * @param series the series
 * @param timeMs instant of the value, milliseconds since 1970-01-01T00:00Z
 * @param value the value
 * @param stale whether the source marked the series as ended
 * @param startMs since when it counts, milliseconds since 1970-01-01T00:00Z; 0 where unknown
 */
record Reading(SeriesLabels series, long timeMs, double value, boolean stale, long startMs) {
    /** By time; the rest makes the order the same whatever the order of the input. */
    static final Comparator<Reading> ORDER = (a, b) -> {
        int order = Long.compare(a.timeMs, b.timeMs);
        order = order != 0 ? order : compare(a.series, b.series);
        order = order != 0 ? order : Boolean.compare(a.stale, b.stale);
        order = order != 0 ? order : Double.compare(a.value, b.value);
        return order != 0 ? order : Long.compare(a.startMs, b.startMs);
    };

    private static int compare(SeriesLabels a, SeriesLabels b) {
        int order = Integer.compare(a.hashCode(), b.hashCode());
        return order != 0 || a.equals(b) ? order : a.toString().compareTo(b.toString());
    }
}
