package io.upsurge.ingest.watch;

import io.upsurge.model.RolloutFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs where in one cluster. It is given the state of the objects, as often and in whatever order they come, and tells a
 * fact whenever a watched container of a DaemonSet has started something on a node: another pod, revision, image, or start.
 * Hearing of the same state again tells nothing.
 *
 * <p>A fact rests on a running container alone: pods that wait or fail tell nothing, and neither does an edited DaemonSet
 * before its pods follow. May be used by several threads.
 */
public final class ClusterView {
    /** For how long it is remembered what a container ran that runs no more. */
    static final Duration MEMORY = Duration.ofHours(1);

    private record Name(String namespace, String name) {}

    private final Watched watched;
    private final Map<Name, PodState> pods = new HashMap<>();
    private final Map<Place, NodePods> places = new HashMap<>();
    private final Map<Name, DaemonSetState> daemonsets = new HashMap<>();
    private final Revisions revisions = new Revisions();

    /** An empty view, in which these containers count. */
    public ClusterView(Watched watched) {
        this.watched = watched;
    }

    /**
     * The state of a pod, new or not.
     *
     * @param nowMs when it was seen, milliseconds since 1970-01-01T00:00Z
     * @return facts of what has started
     */
    public synchronized List<RolloutFact> put(PodState pod, long nowMs) {
        PodState before = pods.get(nameOf(pod));
        List<RolloutFact> facts = new ArrayList<>();
        if (before != null && !(counts(pod) && Place.of(pod).equals(Place.of(before)))) {
            pods.remove(nameOf(pod));
            facts.addAll(leave(before, nowMs));
        }
        if (!counts(pod)) {
            return facts;
        }
        pods.put(nameOf(pod), pod);
        NodePods place = places.computeIfAbsent(Place.of(pod), NodePods::new);
        place.put(pod);
        facts.addAll(place.starts(watched, revisions, nowMs));
        return facts;
    }

    /**
     * A pod is gone. The word of the end of a pod that has been followed by another one of the same name changes nothing.
     *
     * @param nowMs when that was seen, milliseconds since 1970-01-01T00:00Z
     * @return facts of other pods that count now
     */
    public synchronized List<RolloutFact> removePod(String namespace, String name, String uid, long nowMs) {
        PodState known = pods.get(new Name(namespace, name));
        if (known == null || !known.uid().equals(uid)) {
            return List.of();
        }
        pods.remove(new Name(namespace, name));
        return leave(known, nowMs);
    }

    private boolean counts(PodState pod) {
        return !pod.daemonset().isEmpty()
                && !pod.node().isEmpty()
                && watched.any(
                        pod.namespace(),
                        pod.daemonset(),
                        pod.running().stream().map(RunningContainer::name).toList());
    }

    private List<RolloutFact> leave(PodState pod, long nowMs) {
        NodePods place = places.get(Place.of(pod));
        place.remove(pod.name());
        return place.starts(watched, revisions, nowMs);
    }

    /** The template of a revision. It is kept after the revision is deleted: nodes may still run it. */
    public synchronized void put(RevisionState revision) {
        revisions.put(revision);
    }

    /** The state of a DaemonSet, new or not. */
    public synchronized void put(DaemonSetState daemonset) {
        daemonsets.put(new Name(daemonset.namespace(), daemonset.name()), daemonset);
    }

    /** A DaemonSet is gone, unless another one of the same name has followed it. */
    public synchronized void removeDaemonSet(String namespace, String name, String uid) {
        daemonsets.computeIfPresent(
                new Name(namespace, name), (key, known) -> known.uid().equals(uid) ? null : known);
    }

    /**
     * Facts of everything that runs, in the order of nodes, then containers.
     *
     * @param nowMs when that was so, milliseconds since 1970-01-01T00:00Z
     */
    public synchronized List<RolloutFact> snapshot(long nowMs) {
        List<RolloutFact> facts = new ArrayList<>();
        places.values().forEach(place -> {
            facts.addAll(place.all(watched, revisions, nowMs));
            place.forget(nowMs - MEMORY.toMillis());
        });
        places.values().removeIf(NodePods::isEmpty);
        facts.sort((a, b) -> {
            int order = a.node().compareTo(b.node());
            return order != 0 ? order : a.workload().compareTo(b.workload());
        });
        return facts;
    }

    /** How much of each watched DaemonSet is known, in the order of namespace and name. */
    public synchronized List<Coverage> coverage() {
        Map<String, Integer> known = new TreeMap<>();
        places.forEach((place, pods) -> {
            if (pods.runsAny(watched)) {
                known.merge(place.namespace() + '/' + place.daemonset(), 1, Integer::sum);
            }
        });
        Map<String, Coverage> coverage = new TreeMap<>();
        daemonsets.values().stream()
                .filter(it -> watched.any(it.namespace(), it.name(), it.containers()))
                .forEach(it -> {
                    String name = it.namespace() + '/' + it.name();
                    coverage.put(
                            name,
                            new Coverage(
                                    it.namespace(),
                                    it.name(),
                                    it.desired(),
                                    it.updated(),
                                    known.getOrDefault(name, 0)));
                });
        return List.copyOf(coverage.values());
    }

    private static Name nameOf(PodState pod) {
        return new Name(pod.namespace(), pod.name());
    }
}
