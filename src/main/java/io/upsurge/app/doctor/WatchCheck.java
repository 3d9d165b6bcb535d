package io.upsurge.app.doctor;

import io.upsurge.ingest.kubernetes.ClusterTrial;
import java.util.ArrayList;
import java.util.List;

/** Whether the clusters that are watched can be read from here, as who we are here. */
final class WatchCheck implements Check {
    private static final String RBAC = "config/kubernetes/watcher-rbac.yaml";

    @Override
    public Group group() {
        return Group.INPUTS;
    }

    @Override
    public String name() {
        return "watched clusters";
    }

    @Override
    public List<Finding> findings(Examination seen) {
        List<Finding> findings = new ArrayList<>();
        seen.sources()
                .clusters()
                .forEach((cluster, trial) -> findings.add(trial.map(found -> finding("cluster " + cluster, found))
                        .orElseGet(() -> Diagnosis.CLUSTER_UNWATCHED.at(
                                "cluster " + cluster,
                                "no signal is about it",
                                "correct cluster in workload of the signals, or the name of this cluster"))));
        return findings;
    }

    private static Finding finding(String where, ClusterTrial trial) {
        return switch (trial.outcome()) {
            case LISTED -> Diagnosis.CLUSTER_LISTED.at(where, "daemonsets, controllerrevisions and pods can be listed");
            case FORBIDDEN ->
                Diagnosis.CLUSTER_FORBIDDEN.at(
                        where,
                        "may not list " + Words.some(trial.refused()) + ": " + trial.why(),
                        "kubectl apply -f " + RBAC + ", with its binding in each of these namespaces");
            case UNAUTHORIZED ->
                Diagnosis.CLUSTER_CREDENTIALS.at(
                        where,
                        trial.why(),
                        "correct kubeconfig and context of this cluster, or run as the service account of " + RBAC);
            case UNREACHABLE ->
                Diagnosis.CLUSTER_SILENT.at(
                        where,
                        trial.why(),
                        "correct kubeconfig and context of this cluster, or open the way to its API server");
        };
    }
}
