package io.upsurge.view;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The verdict on a candidate version of a workload.
 *
 * @param verdict pass, fail, or not decided
 * @param value the same as a number, for those who compare numbers: 1 pass, 0 fail, -1 not decided
 * @param summary it in a sentence
 * @param cluster name of the cluster
 * @param namespace namespace of the DaemonSet
 * @param daemonset name of the DaemonSet
 * @param container name of the container; empty where it is not known
 * @param from version the nodes came from; empty where it is not known
 * @param to the candidate; empty where none is known
 * @param knownNodes known nodes of the workload
 * @param upgradedNodes nodes that run the candidate
 * @param asOfMs end of the last window it rests on, milliseconds since 1970-01-01T00:00Z; 0 without any
 * @param missing what keeps it from being decided, but for the keys
 * @param keys the answers of the keys that are called, those that fail first, then those not decided
 */
public record GateVerdict(
        Answer verdict,
        int value,
        String summary,
        String cluster,
        String namespace,
        String daemonset,
        String container,
        String from,
        String to,
        int knownNodes,
        int upgradedNodes,
        long asOfMs,
        List<String> missing,
        List<KeyAnswer> keys) {

    /** The answer. */
    public enum Answer {
        /** An anomaly is open. */
        FAIL(0),
        /** Neither is proven. */
        INSUFFICIENT(-1),
        /** What would matter is excluded. */
        PASS(1);

        private final int value;

        Answer(int value) {
            this.value = value;
        }

        int value() {
            return value;
        }
    }

    /**
     * The answer of one key.
     *
     * @param signal id of the signal
     * @param group the group as labels
     * @param name what a reader calls it
     * @param answer its answer
     * @param outcome how it stands, in a word
     * @param why the answer in a sentence
     * @param estimate ratio since the upgrade; NaN where there is none
     * @param lower it is at least this; NaN without a bound
     * @param upper it is at most this; NaN without a bound
     * @param multiple the configured multiple
     * @param judgedNodes nodes that were judged last
     * @param controlNodes most controls at a time
     * @param moreNodeMinutes the least it takes to decide, minutes times nodes; empty where that cannot be said
     * @param anomaly id of the open anomaly; empty without one
     */
    public record KeyAnswer(
            String signal,
            String group,
            String name,
            Answer answer,
            String outcome,
            String why,
            double estimate,
            double lower,
            double upper,
            double multiple,
            int judgedNodes,
            int controlNodes,
            OptionalDouble moreNodeMinutes,
            String anomaly) {}
}
