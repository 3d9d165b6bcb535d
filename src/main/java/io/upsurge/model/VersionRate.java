package io.upsurge.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often, or how slowly, the settled nodes of one version called, in one window.
 *
 * @param key what was counted
 * @param kind what is computed of it; the unit of rates follows from it
 * @param window when
 * @param version id of the version the nodes ran
 * @param baselineVersion version most of these nodes learned their baseline on; empty while it is this version itself
 * @param nodes settled nodes observed in the window
 * @param warmingNodes nodes left out because they restarted less than the warm-up ago
 * @param pendingNodes nodes left out because a restart waits for its fact or a fact for its restart
 * @param calls calls counted on the settled nodes; for a mean what the sum rose by, for a share the part
 * @param exposure what they were counted over: node-seconds for a rate, for a mean or a share the calls it is taken of
 * @param spread how the rate spreads across nodes; empty where nothing was observed
 * @param ratio rate over the last windows against what baselines and fleet index let expect; empty for a baseline version
 *     and where the baseline is near zero
 * @param standing how the version stands as a candidate; empty for a baseline version
 * @param completeness share of the window covered by scrapes over all known nodes of the workload, 0 to 1
 * @param missingSources source partitions that had fallen silent and were not waited for
 * @param corrections node windows closed earlier under a version that a late roll-out fact has since corrected
 */
public record VersionRate(
        SignalKey key,
        Signal.Kind kind,
        Window window,
        String version,
        Optional<String> baselineVersion,
        int nodes,
        int warmingNodes,
        int pendingNodes,
        double calls,
        double exposure,
        Optional<Spread> spread,
        OptionalDouble ratio,
        Optional<Standing> standing,
        double completeness,
        int missingSources,
        int corrections) {

    /**
     * The rates of single nodes, calls per second; for a mean or share their values.
     *
     * @param p10 10th percentile
     * @param p50 median
     * @param p90 90th percentile
     * @param max highest
     */
    public record Spread(double p10, double p50, double p90, double max) {}

    /**
     * How a candidate stood once the window was judged.
     *
     * @param observed whether any settled upgraded node with a baseline of its own was observed; without, the rates are 0
     * @param baselineRate what the baselines let expect on the judged nodes, calls per second and node; for a mean or share
     *     its value
     * @param candidateRate what the judged nodes did, in the same unit
     * @param judgedNodes upgraded, settled nodes with a baseline of their own, observed in the window
     * @param controlNodes settled nodes still on their baseline version, observed in the window
     * @param bounds what is known of the ratio since the upgrade; empty where the baseline is near zero, where nothing was
     *     observed yet, and under a rule that gives no bounds
     */
    public record Standing(
            boolean observed,
            double baselineRate,
            double candidateRate,
            int judgedNodes,
            int controlNodes,
            Optional<Bounds> bounds) {}

    /**
     * The ratio since the upgrade, with bounds that hold at all times and over all keys together, but for the error budget.
     *
     * @param estimate the ratio over all windows since the upgrade
     * @param lower it is at least this
     * @param upper it is at most this
     * @param standardError standard error of the logarithm of the ratio
     * @param logEvidence natural logarithm of the e-value
     * @param logThreshold natural logarithm of the e-value that confirms
     */
    public record Bounds(
            double estimate,
            double lower,
            double upper,
            double standardError,
            double logEvidence,
            double logThreshold) {}

    /** Calls per second and node, or the mean or share; empty where nothing was observed. */
    public OptionalDouble rate() {
        return exposure > 0 ? OptionalDouble.of(calls / exposure) : OptionalDouble.empty();
    }
}
