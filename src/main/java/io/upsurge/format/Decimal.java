package io.upsurge.format;

import java.nio.charset.StandardCharsets;

/** Reads numbers in decimal text, as Prometheus and OpenMetrics write them, without making objects in the usual case. */
public final class Decimal {
    private static final int MAX_CHARACTERS = 128;
    /** Up to this, whole numbers are exact as doubles. */
    private static final long MAX_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimal() {}

    /**
     * Reads a number: decimal with or without a fraction and an exponent, {@code NaN}, or {@code Inf} with or without a sign.
     *
     * @throws FormatException if it is none
     */
    public static double parse(byte[] bytes, int from, int to) throws FormatException {
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at++] == '-';
        }
        int begin = at;
        long digits = 0;
        int dropped = 0;
        int scale = 0;
        int seen = 0;
        boolean point = false;
        for (; at < to; at++) {
            int c = bytes[at];
            if (c >= '0' && c <= '9') {
                seen++;
                if (digits < MAX_EXACT / 10) {
                    digits = 10 * digits + (c - '0');
                    scale -= point ? 1 : 0;
                } else {
                    dropped++;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return word(bytes, from, begin, to, negative);
        }
        int exponent = 0;
        if (at < to && (bytes[at] | 0x20) == 'e') {
            int sign = 1;
            at++;
            if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
                sign = bytes[at++] == '-' ? -1 : 1;
            }
            int exponentFrom = at;
            for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                exponent = Math.min(10 * exponent + (bytes[at] - '0'), 100_000);
            }
            if (at == exponentFrom) {
                throw wrong(bytes, from, to);
            }
            exponent *= sign;
        }
        if (at < to || to - from > MAX_CHARACTERS) {
            throw wrong(bytes, from, to);
        }
        int power = exponent + scale;
        if (dropped == 0 && power >= -22 && power <= 22) {
            double value = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
            return negative ? -value : value;
        }
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /**
     * Reads a number.
     *
     * @throws FormatException if it is none
     */
    public static double parse(String text) throws FormatException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /**
     * Reads a whole number.
     *
     * @throws FormatException if it is none or does not fit 64 bits
     */
    public static long parseWhole(byte[] bytes, int from, int to) throws FormatException {
        boolean negative = from < to && bytes[from] == '-';
        int at = negative ? from + 1 : from;
        if (at == to || to - at > 18) {
            throw wrong(bytes, from, to);
        }
        long value = 0;
        for (; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw wrong(bytes, from, to);
            }
            value = 10 * value + (bytes[at] - '0');
        }
        return negative ? -value : value;
    }

    /**
     * Reads an instant given in seconds.
     *
     * @return milliseconds since 1970-01-01T00:00Z, rounded
     * @throws FormatException if it is none
     */
    public static long parseSeconds(byte[] bytes, int from, int to) throws FormatException {
        return secondsToMs(parse(bytes, from, to));
    }

    /**
     * The milliseconds of an instant given in seconds, rounded.
     *
     * @throws FormatException if it is not finite or further away than any calendar reaches
     */
    public static long secondsToMs(double seconds) throws FormatException {
        if (!(Math.abs(seconds) < 1e13)) {
            throw new FormatException("not an instant: " + seconds + " s");
        }
        return Math.round(seconds * 1000);
    }

    private static double word(byte[] bytes, int from, int begin, int to, boolean negative) throws FormatException {
        if (is(bytes, begin, to, "nan")) {
            return Double.NaN;
        }
        if (is(bytes, begin, to, "inf") || is(bytes, begin, to, "infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw wrong(bytes, from, to);
    }

    private static boolean is(byte[] bytes, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static FormatException wrong(byte[] bytes, int from, int to) {
        return new FormatException("not a number: " + Excerpt.of(bytes, from, to));
    }
}
