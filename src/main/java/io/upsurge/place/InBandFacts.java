package io.upsurge.place;

import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.PodDirectory.Pod;
import io.upsurge.place.PodDirectory.PodName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins what series tell of pods to roll-out facts, whichever part comes first. May be used by several threads.
 *
 * <p>A fact goes out when all parts are there, or after {@value #HOLD_MS} ms without those that may be missing; again when
 * something has changed, and every {@value #REFRESH_MS} ms. A pod is forgotten when nothing was told of it for {@value
 * #FORGET_MS} ms, not when its series end: others may still be placed by it. All times are those of the readings.
 */
final class InBandFacts {
    /** The source that facts name. */
    static final String SOURCE = "in-band";

    private static final long HOLD_MS = 60_000;
    private static final long REFRESH_MS = 300_000;
    private static final long FORGET_MS = 1_800_000;
    private static final int MAX_CLUSTERS = 1_000;

    private static final int MAX_WORKLOADS = 10_000;

    private final List<WorkloadPattern> patterns;
    private final PodDirectory directory;
    private final Map<PodName, JoinedPod> pods = new HashMap<>();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Set<Workload> told = new HashSet<>();

    /**
     * A reading about a pod.
     *
     * @param news what the series tells
     * @param timeMs instant of the reading, milliseconds since 1970-01-01T00:00Z
     * @param value its value
     * @param stale whether the series has ended
     */
    record Heard(PodNews news, long timeMs, double value, boolean stale) {}

    /** What a cluster's kube-state-metrics is known to tell. */
    private static final class Cluster {
        long firstMs;
        long lastMs;
        long sweptMs;
        boolean tellsStarts;
        boolean tellsRevisions;
    }

    InBandFacts(List<WorkloadPattern> patterns, PodDirectory directory) {
        this.patterns = List.copyOf(patterns);
        this.directory = directory;
    }

    /** Whether series about pods tell what this container runs, on any node. */
    synchronized boolean tell(Workload workload) {
        return told.contains(workload);
    }

    /** Takes the readings of a batch; gives the facts that follow, in the order of time. */
    synchronized List<RolloutFact> take(List<Heard> batch) {
        List<RolloutFact> facts = new ArrayList<>();
        forgetOld();
        Set<JoinedPod> touched = new LinkedHashSet<>();
        List<Heard> sorted =
                batch.stream().sorted(Comparator.comparingLong(Heard::timeMs)).toList();
        for (int i = 0; i < sorted.size(); i++) {
            Heard heard = sorted.get(i);
            pod(heard).ifPresent(touched::add);
            if (i + 1 == sorted.size() || sorted.get(i + 1).timeMs != heard.timeMs) {
                touched.forEach(pod -> tell(pod, heard.timeMs, facts));
                touched.clear();
            }
        }
        return facts;
    }

    private Optional<JoinedPod> pod(Heard heard) {
        PodName name = heard.news.pod();
        Cluster cluster = cluster(name.cluster(), heard.timeMs);
        JoinedPod pod = pods.get(name);
        if (heard.stale) {
            return Optional.empty();
        }
        if (pod == null) {
            if (pods.size() >= PodDirectory.MAX_ENTRIES) {
                return Optional.empty();
            }
            pod = new JoinedPod(name);
            pods.put(name, pod);
        }
        pod.hear(heard);
        if (heard.news instanceof PodNews.Whereabouts at) {
            directory.learn(name, new Pod(at.uid(), at.node(), at.daemonset(), heard.timeMs));
            directory.learnHost(name.cluster(), at.hostIp(), at.node(), heard.timeMs);
            directory.learnHost(name.cluster(), at.podIp(), at.node(), heard.timeMs);
            directory.learnHost(name.cluster(), at.node(), at.node(), heard.timeMs);
        }
        cluster.tellsStarts |= heard.news instanceof PodNews.Started;
        cluster.tellsRevisions |= heard.news instanceof PodNews.Revision;
        return Optional.of(pod);
    }

    private Cluster cluster(String name, long timeMs) {
        Cluster cluster = clusters.get(name);
        if (cluster == null) {
            cluster = new Cluster();
            cluster.firstMs = timeMs;
            cluster.sweptMs = timeMs;
            if (clusters.size() < MAX_CLUSTERS) {
                clusters.put(name, cluster);
            }
        }
        cluster.firstMs = Math.min(cluster.firstMs, timeMs);
        cluster.lastMs = timeMs;
        return cluster;
    }

    /** Not in the middle of a batch: a long one may end after the pods of its beginning. */
    private void forgetOld() {
        clusters.forEach((name, cluster) -> {
            if (Math.abs(cluster.lastMs - cluster.sweptMs) > REFRESH_MS) {
                cluster.sweptMs = cluster.lastMs;
                long beforeMs = cluster.lastMs - FORGET_MS;
                pods.values().removeIf(pod -> pod.name().cluster().equals(name) && pod.seenMs() < beforeMs);
                directory.forgetBefore(name, beforeMs);
            }
        });
    }

    private void tell(JoinedPod pod, long nowMs, List<RolloutFact> facts) {
        Cluster cluster = cluster(pod.name().cluster(), nowMs);
        boolean warm = nowMs - cluster.firstMs >= HOLD_MS;
        boolean revisionMissing = pod.revision().isEmpty() && (cluster.tellsRevisions || !warm);
        pod.containers().forEach((name, container) -> {
            boolean startMissing = !container.started() && (cluster.tellsStarts || !warm);
            boolean waits = (revisionMissing || startMissing) && nowMs - container.firstMs() < HOLD_MS;
            Optional<Workload> workload =
                    pod.workload(name).filter(found -> patterns.stream().anyMatch(pattern -> pattern.matches(found)));
            if (workload.isEmpty()) {
                return;
            }
            if (told.size() < MAX_WORKLOADS) {
                told.add(workload.get());
            }
            if (!waits) {
                RolloutFact fact = fact(pod, workload.get(), container, nowMs);
                if (container.isNew(fact) || nowMs - container.toldMs() >= REFRESH_MS) {
                    container.told(fact);
                    facts.add(fact);
                }
            }
        });
    }

    private static RolloutFact fact(JoinedPod pod, Workload workload, JoinedPod.Container container, long nowMs) {
        Version version = Version.ofImage(container.image(), container.imageId(), pod.revision());
        return new RolloutFact(
                workload, pod.node(), version, pod.uid(), container.sinceMs(), nowMs, SOURCE, pod.zone());
    }
}
