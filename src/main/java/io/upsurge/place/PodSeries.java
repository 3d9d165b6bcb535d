package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.PodDirectory.PodName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the series of kube-state-metrics that tell of pods of the workloads that the signals name. */
final class PodSeries {
    private static final String INFO = "kube_pod_info";
    private static final String IMAGE = "kube_pod_container_info";
    private static final String STARTED = "kube_pod_container_state_started";
    private static final String LABELS = "kube_pod_labels";

    /** Names of the metrics. */
    static final Set<String> METRICS = Set.of(INFO, IMAGE, STARTED, LABELS);

    private final List<WorkloadPattern> patterns;
    private final List<String> zoneLabels;

    PodSeries(List<WorkloadPattern> patterns, List<String> zoneLabels) {
        this.patterns = List.copyOf(patterns);
        this.zoneLabels = zoneLabels;
    }

    /** What a series tells of a pod; nothing if it may not be a pod of a workload that a signal names. */
    Optional<PodNews> read(String cluster, SeriesLabels labels) {
        String namespace = own(labels, "namespace");
        String name = own(labels, "pod");
        if (!mayConcern(cluster, namespace, name)) {
            return Optional.empty();
        }
        PodName pod = new PodName(cluster, namespace, name);
        String uid = own(labels, "uid");
        return switch (labels.metric()) {
            case INFO -> whereabouts(labels, pod, uid);
            case IMAGE -> {
                String specified = labels.get("image_spec");
                yield container(labels)
                        .map(container -> new PodNews.Image(
                                pod,
                                uid,
                                container,
                                specified.isEmpty() ? labels.get("image") : specified,
                                labels.get("image_id"),
                                labels.get("container_id")));
            }
            case STARTED -> container(labels).map(container -> new PodNews.Started(pod, uid, container));
            default ->
                Optional.of(labels.get("label_controller_revision_hash"))
                        .filter(hash -> !hash.isEmpty())
                        .map(hash -> new PodNews.Revision(pod, uid, hash));
        };
    }

    private Optional<PodNews> whereabouts(SeriesLabels labels, PodName pod, String uid) {
        String node = own(labels, "node");
        if (!labels.get("created_by_kind").equals("DaemonSet") || node.isEmpty()) {
            return Optional.empty();
        }
        String zone = zoneLabels.stream()
                .map(labels::get)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return Optional.of(new PodNews.Whereabouts(
                pod, uid, node, labels.get("created_by_name"), labels.get("host_ip"), labels.get("pod_ip"), zone));
    }

    private static Optional<String> container(SeriesLabels labels) {
        return Optional.of(own(labels, "container")).filter(name -> !name.isEmpty());
    }

    /** A label of kube-state-metrics, which a server that does not honour labels has set aside. */
    private static String own(SeriesLabels labels, String name) {
        String aside = labels.get("exported_" + name);
        return aside.isEmpty() ? labels.get(name) : aside;
    }

    /** A cheap look at the names, for there may be a hundred pods of others to one of ours. */
    private boolean mayConcern(String cluster, String namespace, String pod) {
        for (WorkloadPattern pattern : patterns) {
            boolean named = pattern.daemonset().indexOf('*') >= 0 || Placer.named(pod, pattern.daemonset());
            if (named && pattern.isAbout(cluster, namespace)) {
                return true;
            }
        }
        return false;
    }
}
