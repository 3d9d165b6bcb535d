package io.upsurge.replay.source;

import io.upsurge.format.Decimal;
import io.upsurge.format.FormatException;
import io.upsurge.model.Scrape;
import io.upsurge.model.Scrape.Point;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import io.upsurge.wire.InternTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads scrapes whose line differs from an earlier one in its numbers alone: what stands around them is recognised by its
 * bytes. Everything else is left to the parser, from which it learns. For one thread.
 *
 * <p>A line is cut at {@code "timestamp":}, {@code "startTime":} and {@code "series":[}, and its series at {@code "value":}.
 * A quote within a text has a backslash before it, so that these can only be names of fields. As JSON is read from left to
 * right, the same bytes at the same place mean the same.
 */
final class KnownLines {
    private static final byte[] TIME = ascii("\"timestamp\":");
    private static final byte[] START = ascii("\"startTime\":");
    private static final byte[] SERIES = ascii("\"series\":[");
    private static final byte[] VALUE = ascii("\"value\":");
    private static final byte[] STALE = ascii(",\"stale\":true}");
    private static final byte[] SOME_VALUE = ascii("0}");
    private static final int MAX_DIGITS = 18;
    private static final int MAX_LABELS_CALLED_VALUE = 3;

    private final InternTable<Head> heads = new InternTable<>();
    private final InternTable<KnownSeries> knownSeries = new InternTable<>();
    private final Function<byte[], Point> parser;
    private byte[] key = new byte[512];
    private int keyLength;
    private byte[] bytes;
    private int at;
    private int to;
    private long timeMs;
    private long startMs;
    private double number;
    private Point[] points = new Point[16];

    /** Whose scrape a line is, and which series its last line had. */
    private static final class Head {
        private final Workload workload;
        private final String node;
        private final String podUid;
        private KnownSeries[] series = {};

        Head(Scrape scrape) {
            this.workload = scrape.workload();
            this.node = scrape.node();
            this.podUid = scrape.podUid();
        }

        void expect(int index, KnownSeries found) {
            if (index >= series.length) {
                series = Arrays.copyOf(series, Math.max(index + 1, 2 * series.length));
            }
            series[index] = found;
        }
    }

    /** A series and how it is written, up to its value. */
    private static final class KnownSeries {
        private final byte[] text;
        private final SeriesId id;

        KnownSeries(byte[] text, SeriesId id) {
            this.text = text;
            this.id = id;
        }

        boolean isAt(byte[] bytes, int from, int to) {
            return to - from >= text.length && Arrays.equals(text, 0, text.length, bytes, from, from + text.length);
        }
    }

    /**
     * Knows nothing yet.
     *
     * @param parser reads the object of a series; throws an {@link IllegalArgumentException} if it is none
     */
    KnownLines(Function<byte[], Point> parser) {
        this.parser = parser;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The scrape in a line; null if the line is not like one that was learned. */
    Scrape read(byte[] line, int lineFrom, int lineTo) {
        Head head = cut(line, lineFrom, lineTo) ? heads.get(key, 0, keyLength) : null;
        if (head == null) {
            return null;
        }
        int count = points(head);
        if (count < 0 || at != to - 1 || bytes[at] != '}') {
            return null;
        }
        return new Scrape(
                head.workload, head.node, timeMs, head.podUid, startMs, List.of(Arrays.copyOf(points, count)));
    }

    /** Learns from a line that was not like one before. */
    void learn(byte[] line, int lineFrom, int lineTo, Scrape scrape) {
        if (cut(line, lineFrom, lineTo)) {
            heads.put(key, 0, keyLength, new Head(scrape));
        }
    }

    /** Takes the line apart up to its first series; its texts are put together as the key. */
    private boolean cut(byte[] line, int lineFrom, int lineTo) {
        bytes = line;
        at = lineFrom;
        to = lineTo;
        keyLength = 0;
        startMs = 0;
        if (take(TIME, TIME) != TIME) {
            return false;
        }
        timeMs = whole();
        if (timeMs < 0) {
            return false;
        }
        byte[] end = take(START, SERIES);
        if (end != START) {
            return end == SERIES;
        }
        startMs = whole();
        int comma = at++;
        return startMs >= 0 && comma < to && bytes[comma] == ',' && isAt(SERIES);
    }

    /** Takes the text up to the end of the first of two names; which one it was, null if there is none. */
    private byte[] take(byte[] one, byte[] other) {
        int from = at;
        for (; at < to; at++) {
            if (bytes[at] == '"') {
                byte[] found = isAt(one) ? one : isAt(other) ? other : null;
                if (found != null) {
                    append(from, at);
                    return found;
                }
            }
        }
        return null;
    }

    private void append(int from, int end) {
        int length = keyLength + end - from;
        if (length > key.length) {
            key = Arrays.copyOf(key, 2 * length);
        }
        System.arraycopy(bytes, from, key, keyLength, end - from);
        keyLength = length;
    }

    /** Whether a text comes next, which is then passed. */
    private boolean isAt(byte[] text) {
        if (to - at < text.length || !Arrays.equals(text, 0, text.length, bytes, at, at + text.length)) {
            return false;
        }
        at += text.length;
        return true;
    }

    /** The whole number that comes next; negative if there is none of the usual form. */
    private long whole() {
        int from = at;
        long value = 0;
        while (at < to && isDigit(bytes[at]) && at - from < MAX_DIGITS) {
            value = 10 * value + bytes[at++] - '0';
        }
        boolean odd = at == from || (bytes[from] == '0' && at > from + 1) || (at < to && isDigit(bytes[at]));
        return odd ? -1 : value;
    }

    /** Reads all points up to the end of the array; their number, negative if they are not of the usual form. */
    private int points(Head head) {
        int count = 0;
        if (at < to && bytes[at] == ']') {
            at++;
            return 0;
        }
        while (true) {
            KnownSeries series = series(head, count);
            if (series == null || !number()) {
                return -1;
            }
            double value = number;
            boolean stale = isAt(STALE);
            if (to - at < 2 || (!stale && bytes[at++] != '}')) {
                return -1;
            }
            if (count == points.length) {
                points = Arrays.copyOf(points, 2 * count);
            }
            points[count++] = new Point(series.id, value, stale);
            byte next = bytes[at++];
            if (next != ',') {
                return next == ']' ? count : -1;
            }
        }
    }

    private KnownSeries series(Head head, int index) {
        if (index < head.series.length && head.series[index] != null && head.series[index].isAt(bytes, at, to)) {
            at += head.series[index].text.length;
            return head.series[index];
        }
        int from = at;
        int tried = 0;
        while (at < to && tried < MAX_LABELS_CALLED_VALUE) {
            if (bytes[at] == '"' && isAt(VALUE)) {
                KnownSeries known = knownSeries.get(bytes, from, at);
                known = known == null ? parse(from, at) : known;
                if (known != null) {
                    head.expect(index, known);
                    return known;
                }
                tried++;
            } else {
                at++;
            }
        }
        return null;
    }

    private KnownSeries parse(int from, int end) {
        byte[] object = Arrays.copyOfRange(bytes, from, end + SOME_VALUE.length);
        System.arraycopy(SOME_VALUE, 0, object, end - from, SOME_VALUE.length);
        try {
            Point point = parser.apply(object);
            return point.stale()
                    ? null
                    : knownSeries.put(
                            bytes, from, end, new KnownSeries(Arrays.copyOfRange(bytes, from, end), point.series()));
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    /** Reads the number that comes next, as JSON has it; false if there is none, or it is zero with a sign. */
    private boolean number() {
        int from = at;
        at += at < to && bytes[at] == '-' ? 1 : 0;
        int digits = at;
        if (!digits() || (bytes[digits] == '0' && at > digits + 1)) {
            return false;
        }
        if (at < to && bytes[at] == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            at += at < to && (bytes[at] == '-' || bytes[at] == '+') ? 1 : 0;
            if (!digits()) {
                return false;
            }
        }
        try {
            number = Decimal.parse(bytes, from, at);
            return number != 0 || bytes[from] != '-';
        } catch (FormatException tooLong) {
            return false;
        }
    }

    private boolean digits() {
        int from = at;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        return at > from;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
