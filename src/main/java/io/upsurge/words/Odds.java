package io.upsurge.words;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Evidence as betting odds: a fair bet against "nothing changed" would have turned one into so many by now. An e-value is
 * just that.
 */
public final class Odds {
    private static final double MOST = 1e9;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    private Odds() {}

    /**
     * An e-value in words: {@code 4,000 to 1}.
     *
     * @param logEvidence natural logarithm of the e-value
     */
    public static String of(double logEvidence) {
        double evidence = Math.exp(logEvidence);
        if (Double.isNaN(evidence)) {
            return "unknown";
        }
        if (evidence < 1) {
            return "less than 1 to 1";
        }
        return evidence > MOST ? "over " + whole(MOST) + " to 1" : whole(evidence) + " to 1";
    }

    /**
     * A chance in words: {@code 1 in 1,000}.
     *
     * @param chance between 0 and 1
     */
    public static String oneIn(double chance) {
        return chance > 0 && 1 / chance <= MOST ? "1 in " + whole(1 / chance) : "chance " + chance;
    }

    private static String whole(double value) {
        BigDecimal rounded = new BigDecimal(value).round(TWO_DIGITS).setScale(0, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, "%,d", rounded.toBigInteger());
    }
}
