package io.upsurge.format.json;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import java.util.Arrays;

/** Times and values of one series, held until all of it is read. */
final class HeldPoints {
    /** 24 hours at a second fifty times over. */
    private static final int MAX_POINTS = 5_000_000;

    private long[] times = new long[64];
    private double[] values = new double[64];
    private int timeCount;
    private int valueCount;

    void clear() {
        timeCount = 0;
        valueCount = 0;
    }

    void time(long timeMs) throws FormatException {
        times = timeCount < times.length ? times : Arrays.copyOf(times, grown(timeCount));
        times[timeCount++] = timeMs;
    }

    void value(double value) throws FormatException {
        values = valueCount < values.length ? values : Arrays.copyOf(values, grown(valueCount));
        values[valueCount++] = value;
    }

    private static int grown(int size) throws FormatException {
        if (size >= MAX_POINTS) {
            throw new FormatException("more than " + MAX_POINTS + " points of one series; ask for shorter pieces");
        }
        return Math.min(2 * size, MAX_POINTS);
    }

    /** Whether every time has its value. */
    boolean even() {
        return timeCount == valueCount;
    }

    /** Gives the points out. What is not a number is the mark of an ended series, which JSON cannot carry. */
    void give(SeriesLabels series, ReadingSink sink, Notes notes) {
        for (int i = 0; i < timeCount; i++) {
            boolean stale = Double.isNaN(values[i]);
            if (stale) {
                notes.met(Trait.LOST_STALE_MARKER);
            }
            sink.accept(series, times[i], values[i], stale, 0);
        }
    }
}
