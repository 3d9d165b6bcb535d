package io.upsurge.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.upsurge.model.RolloutFact;
import java.util.List;

/**
 * A line of {@code rollouts.jsonl}. The names are those of {@code schemas/rollout-fact.avsc}; what is unknown is left out.
 *
 * @param cluster name of the cluster
 * @param node name of the node
 * @param namespace namespace of the DaemonSet
 * @param daemonset name of the DaemonSet
 * @param container name of the container
 * @param image image repository; null where unknown
 * @param tag image tag; null where unknown
 * @param digest image digest; null where unknown
 * @param revision revision hash; null where unknown
 * @param podUid UID of the pod; null where unknown
 * @param since start of the container, milliseconds since 1970-01-01T00:00Z
 * @param observedAt when the source saw it, milliseconds since 1970-01-01T00:00Z
 * @param source who says so; null where unknown
 * @param zone topology zone or node pool of the node; null where unknown
 * @param differences what differs from the revision before, a line each; null where unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FactLine(
        String cluster,
        String node,
        String namespace,
        String daemonset,
        String container,
        String image,
        String tag,
        String digest,
        String revision,
        String podUid,
        long since,
        long observedAt,
        String source,
        String zone,
        List<String> differences) {

    static FactLine of(RolloutFact fact) {
        return new FactLine(
                fact.workload().cluster(),
                fact.node(),
                fact.workload().namespace(),
                fact.workload().daemonset(),
                fact.workload().container(),
                orNull(fact.version().image()),
                orNull(fact.version().tag()),
                orNull(fact.version().digest()),
                orNull(fact.version().revision()),
                orNull(fact.podUid()),
                fact.sinceMs(),
                fact.observedAtMs(),
                orNull(fact.source()),
                orNull(fact.zone()),
                fact.differences().isEmpty() ? null : fact.differences());
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
