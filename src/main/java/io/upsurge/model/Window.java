package io.upsurge.model;

/**
 * A span of event time.
 *
 * @param startMs start, inclusive, milliseconds since 1970-01-01T00:00Z
 * @param endMs end, exclusive, milliseconds since 1970-01-01T00:00Z
 */
public record Window(long startMs, long endMs) implements Comparable<Window> {

    /** The window of the given length that holds an instant; windows are aligned to 1970-01-01T00:00Z. */
    public static Window holding(long timeMs, long lengthMs) {
        long start = Math.floorDiv(timeMs, lengthMs) * lengthMs;
        return new Window(start, start + lengthMs);
    }

    /** Length, milliseconds. */
    public long lengthMs() {
        return endMs - startMs;
    }

    @Override
    public int compareTo(Window other) {
        return Long.compare(startMs, other.startMs);
    }
}
