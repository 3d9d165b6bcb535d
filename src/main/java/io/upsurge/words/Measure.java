package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Signal.Kind;

/** What a kind of signal measures, in the words and units of a reader: no more than the configuration says is known. */
public final class Measure {
    private static final double PER_CENT = 100;

    private Measure() {}

    /** What moved: {@code calls}, {@code mean} or {@code share}. */
    public static String noun(Kind kind) {
        return switch (kind) {
            case RATE -> "calls";
            case MEAN -> "mean";
            case SHARE -> "share";
        };
    }

    /**
     * A value without its unit: a rate per minute, a mean in the unit of its metric, a share in per cent.
     *
     * @param value calls per second for a rate, else as it is
     */
    public static String value(Kind kind, double value) {
        return switch (kind) {
            case RATE -> Figures.perMinute(value);
            case MEAN -> Figures.amount(value);
            case SHARE -> Figures.amount(value * PER_CENT) + '%';
        };
    }

    /** A value before and after, with the unit: {@code 12 -> 31.2 calls/min per node}. */
    public static String change(Kind kind, double before, double after) {
        String values = value(kind, before) + " -> " + value(kind, after);
        return switch (kind) {
            case RATE -> values + " calls/min per node";
            case MEAN -> values + ", mean in the unit of the metric";
            case SHARE -> values + " of the calls";
        };
    }

    /** A node before and after, short: {@code ip-10-0-1-7 12 -> 84/min}. */
    public static String node(Kind kind, Anomaly.TopNode node) {
        return node.node() + ' ' + value(kind, node.baselineRate()) + " -> " + value(kind, node.candidateRate())
                + (kind == Kind.RATE ? "/min" : "");
    }
}
