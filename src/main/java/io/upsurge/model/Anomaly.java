package io.upsurge.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One state change of one anomaly, with the evidence it rests on.
 *
 * @param id hash of key, versions and episode: the same under reprocessing
 * @param sequence counts the changes of this anomaly from 1
 * @param state what this change made of it
 * @param resolution why it was resolved; empty while it is open
 * @param verdict what was found
 * @param level how sure
 * @param attribution what the candidate was compared with; empty where the rule does not say
 * @param key what was judged
 * @param kind what is computed of the signal; it sets the unit of the rates
 * @param fromVersion id of the baseline version
 * @param toVersion id of the candidate version
 * @param episode counts the anomalies of this key and pair of versions from 1
 * @param openedAtMs end of the window that opened it
 * @param atMs end of the window that made this change
 * @param firstUpgradeAtMs when the first of these nodes moved to the candidate; 0 without a candidate
 * @param evidence the numbers
 * @param multiple the configured multiple
 * @param budgetPerSecond configured budget of the API, calls per second; empty without one
 * @param rule the rule that decided, with its settings, in words
 */
public record Anomaly(
        String id,
        int sequence,
        State state,
        Optional<Resolution> resolution,
        Verdict verdict,
        Level level,
        Optional<Attribution> attribution,
        SignalKey key,
        Signal.Kind kind,
        String fromVersion,
        String toVersion,
        int episode,
        long openedAtMs,
        long atMs,
        long firstUpgradeAtMs,
        Evidence evidence,
        double multiple,
        OptionalDouble budgetPerSecond,
        String rule) {

    /** Where an anomaly is in its life. */
    public enum State {
        /** Said for the first time. */
        OPEN,
        /** Still there; the numbers moved. */
        UPDATED,
        /** Over; {@link Anomaly#resolution()} says why. */
        RESOLVED,
        /** Overturned by late data. */
        RETRACTED
    }

    /** Why an anomaly is over. */
    public enum Resolution {
        /** The rate fell back while the candidate still runs. */
        RECOVERED,
        /** The nodes returned to the baseline version. */
        ROLLED_BACK,
        /** The nodes moved on to a third version. */
        SUPERSEDED,
        /** Nothing was heard of it for too long, or it stood for too long. */
        EXPIRED
    }

    /** What was found. */
    public enum Verdict {
        /** The rate is above the multiple of the baseline. */
        SURGE,
        /** There are calls where the baseline was near zero; no ratio can be given. */
        NEW_CALLS,
        /** The rate fell. */
        DECREASED,
        /** Nodes that have not changed rose by the multiple too: whatever it is, it is not the upgrade alone. */
        FLEET_WIDE,
        /** The rate rose long after the roll-out was over. */
        LATE_ONSET,
        /** It looked like a surge, and went away by itself soon after the upgrade: an effect of the start. */
        TRANSIENT,
        /**
         * The workload cannot be seen, so that nothing follows from silence. It is of the workload itself: the signal of its key
         * is empty, the group says what is missing, there are no versions, and but for the known nodes all numbers are 0.
         */
        BLIND
    }

    /** How sure the rule is. */
    public enum Level {
        /** The plain rule holds. */
        SUSPECTED,
        /** The evidence exceeds the error budget. */
        CONFIRMED,
        /** The lower bound of the ratio exceeds the multiple. */
        CERTIFIED
    }

    /** What the candidate was compared with. */
    public enum Attribution {
        /** Nodes that had not changed yet, at the same time: the difference came with the version. */
        CONCURRENT_CONTROL,
        /** The same nodes before, without enough nodes that had not changed: something else may have changed too. */
        BEFORE_AFTER,
        /** Nodes that have not changed moved alike. */
        FLEET_WIDE
    }

    /**
     * The numbers behind a change.
     *
     * @param baselineRate what the baselines let expect on the judged nodes, calls per second and node; for a mean or share
     *     its value
     * @param candidateRate what the judged nodes did, in the same unit
     * @param ratio index-adjusted ratio of both over the last windows; empty where the baseline is near zero
     * @param judgedNodes upgraded, settled nodes with a baseline of their own
     * @param aboveNodes of these, the nodes above the multiple
     * @param controlNodes nodes still on their baseline version
     * @param upgradedNodes nodes that run the candidate
     * @param knownNodes known nodes of the workload
     * @param excludedNodes upgraded nodes that were not judged, by reason
     * @param confounders what else was seen in the same interval and may explain a part, by name with the number of nodes
     * @param extraCallsPerSecond extra calls of the upgraded nodes, calls per second; 0 for a mean or share
     * @param projectedCallsPerSecond calls of the fleet once every known node runs the candidate, calls per second; 0 for a
     *     mean or share
     * @param topNodes up to five judged nodes with the most extra calls, most first
     * @param completeness share of the last window covered by scrapes, 0 to 1
     * @param certainty how sure the estimate is; empty where the rule does not say
     */
    public record Evidence(
            double baselineRate,
            double candidateRate,
            OptionalDouble ratio,
            int judgedNodes,
            int aboveNodes,
            int controlNodes,
            int upgradedNodes,
            int knownNodes,
            Map<String, Integer> excludedNodes,
            Map<String, Integer> confounders,
            double extraCallsPerSecond,
            double projectedCallsPerSecond,
            List<TopNode> topNodes,
            double completeness,
            Optional<Certainty> certainty) {}

    /**
     * What is known of the ratio since the upgrade, and how well.
     *
     * @param estimate the ratio over all windows since the upgrade
     * @param lower the ratio is at least this, at all times and over all keys together, but for the error budget
     * @param upper the ratio is at most this, likewise
     * @param standardError standard error of the logarithm of the ratio
     * @param logEvidence natural logarithm of the e-value
     * @param logThreshold natural logarithm of the e-value that confirms
     * @param errorBudget chance of a false CONFIRMED over a whole roll-out with all its keys
     * @param keys keys that share the error budget
     * @param surgingNodes upgraded nodes that surge by themselves, three times their expectation
     * @param varianceShares where the uncertainty comes from: nodes, index, zones, drift; shares that add up to 1
     */
    public record Certainty(
            double estimate,
            double lower,
            double upper,
            double standardError,
            double logEvidence,
            double logThreshold,
            double errorBudget,
            int keys,
            int surgingNodes,
            Map<String, Double> varianceShares) {}

    /**
     * A node and its rates.
     *
     * @param node name of the node
     * @param baselineRate its expected rate, calls per second
     * @param candidateRate its rate, calls per second
     */
    public record TopNode(String node, double baselineRate, double candidateRate) {}

    /** Whether this change ended it. */
    public boolean isOver() {
        return state == State.RESOLVED || state == State.RETRACTED;
    }
}
