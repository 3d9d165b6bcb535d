package io.upsurge.ingest.watch;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pods of one DaemonSet on one node, and what was told of them. There is one pod but for moments: with {@code maxSurge}
 * the next one starts before the last one ends, and after the loss of a node its pods linger.
 */
final class NodePods {
    static final String SOURCE = "watch";

    /** The pod that counts comes last. Creation is dated by one clock, the start of a container by its node's. */
    private static final Comparator<Running> PRECEDENCE = Comparator.comparing((Running it) -> !it.pod.terminating())
            .thenComparing(it -> it.pod.createdMs())
            .thenComparing(it -> it.container.startedAtMs())
            .thenComparing(it -> it.pod.uid());

    private record Running(PodState pod, RunningContainer container) {}

    /**
     * What was told of a container.
     *
     * @param fact the last fact
     * @param before the revision that ran before; empty where unknown
     */
    private record Told(RolloutFact fact, String before) {

        Told seen(long nowMs, List<String> differences) {
            return new Told(
                    new RolloutFact(
                            fact.workload(),
                            fact.node(),
                            fact.version(),
                            fact.podUid(),
                            fact.sinceMs(),
                            nowMs,
                            fact.source(),
                            fact.zone(),
                            differences),
                    before);
        }
    }

    private final Place place;
    private final Map<String, PodState> pods = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    NodePods(Place place) {
        this.place = place;
    }

    void put(PodState pod) {
        pods.put(pod.name(), pod);
    }

    void remove(String podName) {
        pods.remove(podName);
    }

    /** Facts of containers that have started something since the last call. */
    List<RolloutFact> starts(Watched watched, Revisions revisions, long nowMs) {
        List<RolloutFact> facts = new ArrayList<>();
        for (String container : runningContainers()) {
            Optional<Workload> workload = watched.workload(place, container);
            if (workload.isPresent() && observe(workload.get(), nowMs)) {
                facts.add(repeat(container, revisions, nowMs));
            }
        }
        return facts;
    }

    /** Facts of all containers that run. */
    List<RolloutFact> all(Watched watched, Revisions revisions, long nowMs) {
        List<RolloutFact> facts = new ArrayList<>();
        for (String container : runningContainers()) {
            watched.workload(place, container).ifPresent(workload -> {
                observe(workload, nowMs);
                facts.add(repeat(container, revisions, nowMs));
            });
        }
        return facts;
    }

    /** Drops what was told of containers that have not run since that instant. */
    void forget(long beforeMs) {
        told.values().removeIf(it -> it.fact.observedAtMs() < beforeMs);
    }

    boolean isEmpty() {
        return pods.isEmpty() && told.isEmpty();
    }

    boolean runsAny(Watched watched) {
        return runningContainers().stream()
                .anyMatch(container -> watched.workload(place, container).isPresent());
    }

    private Set<String> runningContainers() {
        Set<String> names = new TreeSet<>();
        pods.values().forEach(pod -> pod.running().forEach(container -> names.add(container.name())));
        return names;
    }

    /** Takes in what a container runs; whether that is another start than the one that was told. */
    private boolean observe(Workload workload, long nowMs) {
        Running now = pods.values().stream()
                .flatMap(pod -> pod.running(workload.container()).map(it -> new Running(pod, it)).stream())
                .max(PRECEDENCE)
                .orElseThrow();
        PodState pod = now.pod;
        Version version = Version.ofImage(now.container.image(), now.container.imageId(), pod.revision());
        Told last = told.get(workload.container());
        if (last != null && sameStart(last.fact, now, version)) {
            return false;
        }
        RolloutFact fact = new RolloutFact(
                workload,
                place.node(),
                version,
                pod.uid(),
                now.container.startedAtMs(),
                nowMs,
                SOURCE,
                pod.zone(),
                List.of());
        told.put(workload.container(), new Told(fact, before(last, version)));
        return true;
    }

    /** The image of a pod may be edited while it runs: its tag counts from the restart on that follows. */
    private static boolean sameStart(RolloutFact fact, Running now, Version version) {
        return fact.podUid().equals(now.pod.uid())
                && fact.sinceMs() == now.container.startedAtMs()
                && fact.version().revision().equals(version.revision())
                && fact.version().digest().equals(version.digest());
    }

    private static String before(Told last, Version version) {
        if (last == null) {
            return "";
        }
        String lastRevision = last.fact.version().revision();
        return lastRevision.equals(version.revision()) ? last.before : lastRevision;
    }

    private RolloutFact repeat(String container, Revisions revisions, long nowMs) {
        Told last = told.get(container);
        Told seen = last.seen(
                nowMs,
                revisions.differences(place, last.before, last.fact.version().revision(), container));
        told.put(container, seen);
        return seen.fact;
    }
}
