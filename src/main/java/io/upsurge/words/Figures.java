package io.upsurge.words;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;

/** Numbers and instants as a reader wants them, the same in every locale. */
public final class Figures {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final MathContext TWO_DIGITS_DOWN = new MathContext(2, RoundingMode.FLOOR);
    private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.CEILING);

    private Figures() {}

    /** At most three significant digits below 1000, whole numbers above: {@code 0.0123}, {@code 31.2}, {@code 18250}. */
    public static String amount(double value) {
        return digits(value, THREE_DIGITS);
    }

    /** A rate in calls per second, per minute: {@code 31.2}. */
    public static String perMinute(double callsPerSecond) {
        return amount(callsPerSecond * SECONDS_PER_MINUTE);
    }

    /** At most two significant digits below 100, whole numbers above: {@code 2.6x}, {@code 140x}. */
    public static String times(double ratio) {
        return digits(ratio, TWO_DIGITS) + 'x';
    }

    /** A lower bound: as {@link #times}, rounded down so that it stays one. */
    public static String atLeast(double ratio) {
        return "at least " + digits(ratio, TWO_DIGITS_DOWN) + 'x';
    }

    /** An upper bound: as {@link #times}, rounded up so that it stays one. */
    public static String atMost(double ratio) {
        return "at most " + digits(ratio, TWO_DIGITS_UP) + 'x';
    }

    /** A share as whole per cent, never 100 unless it is: {@code 98%}. */
    public static String percent(double share) {
        return (int) Math.floor(share * 100) + "%";
    }

    /** An instant in ISO 8601, UTC. */
    public static String instant(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static String digits(double value, MathContext precision) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(precision);
        return (rounded.scale() < 0 ? exact.setScale(0, precision.getRoundingMode()) : rounded).toPlainString();
    }
}
