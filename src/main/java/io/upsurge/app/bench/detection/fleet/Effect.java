package io.upsurge.app.bench.detection.fleet;

/**
 * What a new version does to the calls.
 *
 * @param text in words
 * @param before factor on the regime's rate before; 1 for none, 0 for an API that nobody calls
 * @param factor factor on the regime's rate of a node that is affected, once it is fully there
 * @param nodeShare share of the nodes that are affected, 0 to 1
 * @param delayMinutes after how long from the node's restart it begins, minutes
 * @param rampMinutes over how long it then grows, minutes; 0 for at once
 * @param fadeMinutes time constant with which it then fades, minutes; 0 for never
 * @param keys keys that are affected, the first ones
 */
public record Effect(
        String text,
        double before,
        double factor,
        double nodeShare,
        double delayMinutes,
        double rampMinutes,
        double fadeMinutes,
        int keys) {

    /** Nothing. */
    public static final Effect NONE = new Effect("none", 1, 1, 0, 0, 0, 0, 0);

    /** Every node calls that many times as often. */
    public static Effect times(double factor) {
        return factor == 1 ? NONE : new Effect(plain(factor) + 'x', 1, factor, 1, 0, 0, 0, 1);
    }

    /** A share of the nodes calls more, so that all nodes together call that many times as often. */
    public static Effect onShare(double nodeShare, double meanFactor) {
        return new Effect(
                plain(meanFactor) + "x on " + Math.round(nodeShare * 100) + " % of nodes",
                1,
                1 + (meanFactor - 1) / nodeShare,
                nodeShare,
                0,
                0,
                0,
                1);
    }

    /** The same, beginning later. */
    public Effect after(double minutes) {
        return new Effect(
                text + " after " + plain(minutes) + " min",
                before,
                factor,
                nodeShare,
                minutes,
                rampMinutes,
                fadeMinutes,
                keys);
    }

    /** The same, growing. */
    public Effect over(double minutes) {
        return new Effect(
                text + " over " + plain(minutes) + " min",
                before,
                factor,
                nodeShare,
                delayMinutes,
                minutes,
                fadeMinutes,
                keys);
    }

    /** The same, fading. */
    public Effect fading(double minutes) {
        return new Effect(
                text + " fading in " + plain(minutes) + " min",
                before,
                factor,
                nodeShare,
                delayMinutes,
                rampMinutes,
                minutes,
                keys);
    }

    /**
     * An API that is hardly called before.
     *
     * @param before factor on the regime's rate before, 0 for never
     * @param after factor on the regime's rate after
     */
    public static Effect newCalls(double before, double after) {
        return new Effect(
                plain(after) + " of the usual rate from " + (before == 0 ? "zero" : plain(before)),
                before,
                after,
                1,
                0,
                0,
                0,
                1);
    }

    /** The same on a share of the nodes, 0 to 1. */
    public Effect onNodes(double share) {
        return new Effect(
                text + " on " + Math.round(share * 100) + " % of nodes",
                before,
                factor,
                share,
                delayMinutes,
                rampMinutes,
                fadeMinutes,
                keys);
    }

    /** Whether nothing happens to any call. */
    public boolean isNone() {
        return keys == 0;
    }

    /** Whether calls become more, in a lasting way. */
    public boolean isSurge() {
        return !isNone() && factor > before && fadeMinutes == 0;
    }

    /** Whether every node ends at the same factor, so that there is one true ratio. */
    public boolean isHomogeneous() {
        return nodeShare == 1 && before == 1 && delayMinutes == 0 && rampMinutes == 0 && fadeMinutes == 0;
    }

    /** How many times as often all nodes together call once it is fully there; infinite from zero. */
    public double meanFactor() {
        return 1 + (factor / before - 1) * nodeShare;
    }

    /** The factor on the regime's rate of an affected node that has run the new version for that long. */
    double at(double minutes) {
        double since = minutes - delayMinutes;
        if (since < 0) {
            return before;
        }
        double grown = rampMinutes > 0 ? Math.min(1, since / rampMinutes) : 1;
        double left = fadeMinutes > 0 ? Math.exp(-since / fadeMinutes) : 1;
        return before + (factor - before) * grown * left;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
