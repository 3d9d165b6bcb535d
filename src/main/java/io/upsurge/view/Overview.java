package io.upsurge.view;

import io.upsurge.report.Outcome;
import io.upsurge.report.RecordedRun.Found;
import io.upsurge.view.GateVerdict.Answer;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything at a glance. Instants are milliseconds since 1970-01-01T00:00Z, 0 where they are not known.
 *
 * @param release release of Upsurge
 * @param configuration hash of the configuration
 * @param throughMs end of the last window of any workload
 * @param historyFromMs what ended before is not remembered
 * @param open open anomalies, the most serious first, without those that say that a workload cannot be seen
 * @param blind these
 * @param workloads the workloads, those with open anomalies first, then those that are rolled out
 * @param left records that had no room
 */
public record Overview(
        String release,
        String configuration,
        long throughMs,
        long historyFromMs,
        List<Open> open,
        List<Open> blind,
        List<WorkloadState> workloads,
        long left) {

    /**
     * An open anomaly and what it is of.
     *
     * @param cluster name of the cluster
     * @param namespace namespace of the DaemonSet
     * @param daemonset name of the DaemonSet
     * @param container name of the container
     * @param signal id of the signal; empty for the workload itself
     * @param group the group as labels
     * @param found the anomaly; its {@code key} is -1
     */
    public record Open(
            String cluster,
            String namespace,
            String daemonset,
            String container,
            String signal,
            String group,
            Found found) {}

    /**
     * A workload.
     *
     * @param cluster name of the cluster
     * @param namespace namespace of the DaemonSet
     * @param daemonset name of the DaemonSet
     * @param container name of the container
     * @param nodes known nodes
     * @param versions what they run
     * @param rollouts which versions they moved between, in the order of time
     * @param outcome the outcome of its keys that matters most
     * @param outcomes keys by their outcome
     * @param keys keys that are known
     * @param judgedKeys keys of which something can be said
     * @param openAnomalies its open anomalies
     * @param throughMs end of its last window
     * @param scrapedMs end of the last window in which something was scraped
     * @param observedMs when a roll-out fact last told of one of its nodes
     */
    public record WorkloadState(
            String cluster,
            String namespace,
            String daemonset,
            String container,
            int nodes,
            List<VersionNodes> versions,
            List<RolloutState> rollouts,
            Outcome outcome,
            SortedMap<String, Integer> outcomes,
            int keys,
            int judgedKeys,
            int openAnomalies,
            long throughMs,
            long scrapedMs,
            long observedMs) {}

    /**
     * A version and the nodes that run it.
     *
     * @param id id of the version
     * @param nodes how many
     */
    public record VersionNodes(String id, int nodes) {}

    /**
     * A roll-out.
     *
     * @param from version most of the nodes came from
     * @param to version they moved to
     * @param nodes known nodes of the workload
     * @param moved how many of these run the new version
     * @param firstMs when the first moved
     * @param lastMs when the last moved
     * @param inProgress whether some nodes still run what most came from
     * @param verdict what the gate says of it
     */
    public record RolloutState(
            String from,
            String to,
            int nodes,
            int moved,
            long firstMs,
            long lastMs,
            boolean inProgress,
            Answer verdict) {}
}
