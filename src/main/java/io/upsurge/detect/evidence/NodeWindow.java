package io.upsurge.detect.evidence;

/**
 * One node in one window, as the rules see it.
 *
 * @param node name of the node
 * @param calls y, calls counted, or the numerator of a mean or share
 * @param exposure x, what they were counted over: seconds for a rate, the base's increments for a mean or share
 * @param events countable things behind the calls: the calls themselves, or what a mean was taken over
 * @param baselineRate b, the node's own baseline before the fleet index, calls per unit of exposure
 * @param baselineCalls calls the baseline rests on, older ones weighing less
 * @param candidateRate what it has called on the candidate before this window, before the fleet index, calls per unit of
 *     exposure; 0 for a control and where that is not known for long
 * @param weight u, near inverse-variance weight: 1 / (b + k)
 * @param upgradedMs when it moved to the candidate, milliseconds since 1970-01-01T00:00Z; 0 for a control
 * @param age whole windows since the window of the last restart; {@link Integer#MAX_VALUE} where none was seen
 * @param zone zone or node pool; empty where unknown
 * @param ledger what is remembered of the node and key; changed by judging
 */
public record NodeWindow(
        String node,
        double calls,
        double exposure,
        double events,
        double baselineRate,
        double baselineCalls,
        double candidateRate,
        double weight,
        long upgradedMs,
        int age,
        String zone,
        NodeLedger ledger) {

    /** Calls its baseline lets expect at a fleet index: s b x. */
    public double expected(double index) {
        return index * baselineRate * exposure;
    }

    /** u (y / s - x b): how far it was off its baseline, in the unit of exposure. */
    public double residual(double index) {
        return weight * (calls / index - baselineRate * exposure);
    }
}
