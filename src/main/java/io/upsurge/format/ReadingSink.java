package io.upsurge.format;

/** Takes what a decoder reads, value by value. */
@FunctionalInterface
public interface ReadingSink {

    /**
     * One value of one series.
     *
     * @param series the series; a decoder that sees the same labels often may give the same object
     * @param timeMs instant of the value, milliseconds since 1970-01-01T00:00Z
     * @param value the value in the unit of the metric; meaningless where {@code stale}
     * @param stale whether the source marked the series as ended
     * @param startMs since when a cumulative value counts, milliseconds since 1970-01-01T00:00Z; 0 where the source does not
     *     say
     */
    void accept(SeriesLabels series, long timeMs, double value, boolean stale, long startMs);
}
