package io.upsurge.place;

import io.upsurge.model.NodeId;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Workload;
import io.upsurge.place.InBandFacts.Heard;
import io.upsurge.place.PodDirectory.PodName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that series have told of a pod so far. Not thread-safe. */
final class JoinedPod {
    /** More containers than this are not remembered. */
    private static final int MAX_CONTAINERS = 50;

    private final PodName name;
    private final Map<String, Container> containers = new TreeMap<>();
    private PodNews.Whereabouts at;
    private long atMs = Long.MIN_VALUE;
    private String revision = "";
    private long seenMs = Long.MIN_VALUE;

    JoinedPod(PodName name) {
        this.name = name;
    }

    /** What is known of a container. */
    static final class Container {
        private PodNews.Image image;
        private long imageMs = Long.MIN_VALUE;
        private long firstMs;
        private long startedMs;
        private long startedToldMs = Long.MIN_VALUE;
        private RolloutFact last;

        String image() {
            return image.image();
        }

        String imageId() {
            return image.imageId();
        }

        /** When this run of the container was told of first. */
        long firstMs() {
            return firstMs;
        }

        /** Whether it is known when this run of the container began; an earlier run may have been told of before. */
        boolean started() {
            return startedMs > 0 && startedToldMs >= firstMs;
        }

        long sinceMs() {
            return started() ? startedMs : firstMs;
        }

        boolean isNew(RolloutFact fact) {
            return last == null
                    || !last.version().equals(fact.version())
                    || !last.node().equals(fact.node())
                    || !last.podUid().equals(fact.podUid())
                    || last.sinceMs() != fact.sinceMs();
        }

        long toldMs() {
            return last.observedAtMs();
        }

        void told(RolloutFact fact) {
            last = fact;
        }

        private void hear(PodNews.Image now, long timeMs) {
            if (image == null || isOther(now)) {
                if (image != null && !isLater(timeMs, imageMs, now, image)) {
                    return;
                }
                image = now;
                firstMs = timeMs;
            }
            firstMs = Math.min(firstMs, timeMs);
            imageMs = Math.max(imageMs, timeMs);
        }

        private static boolean isLater(long timeMs, long knownMs, PodNews news, PodNews known) {
            return timeMs != knownMs ? timeMs > knownMs : news.toString().compareTo(known.toString()) > 0;
        }

        private boolean isOther(PodNews.Image now) {
            return !now.containerId().equals(image.containerId())
                    || !now.image().equals(image.image())
                    || !now.imageId().equals(image.imageId());
        }

        private void hearStart(double seconds, long timeMs) {
            double ms = seconds * 1_000;
            if (timeMs >= startedToldMs && ms > 0 && ms < Long.MAX_VALUE) {
                startedMs = Math.round(ms);
                startedToldMs = timeMs;
            }
        }
    }

    PodName name() {
        return name;
    }

    String uid() {
        return at.uid();
    }

    String node() {
        return at.node();
    }

    String zone() {
        return at.zone();
    }

    /** Hash of the ControllerRevision; empty while it was not told. */
    String revision() {
        return revision;
    }

    /** Instant of the last reading about the pod. */
    long seenMs() {
        return seenMs;
    }

    /** The containers whose image is known. */
    Map<String, Container> containers() {
        Map<String, Container> known = new TreeMap<>(containers);
        known.values().removeIf(container -> container.image == null);
        return known;
    }

    /** The workload of a container; empty while it is not known whose pod this is, or if a name cannot be used. */
    Optional<Workload> workload(String container) {
        if (at == null) {
            return Optional.empty();
        }
        try {
            NodeId node = new NodeId(name.cluster(), at.node());
            return Optional.of(new Workload(node.cluster(), name.namespace(), at.daemonset(), container));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void hear(Heard heard) {
        seenMs = Math.max(seenMs, heard.timeMs());
        if (heard.news() instanceof PodNews.Whereabouts told && heard.timeMs() >= atMs) {
            at = told;
            atMs = heard.timeMs();
        } else if (heard.news() instanceof PodNews.Revision told) {
            revision = told.hash();
        } else if (heard.news() instanceof PodNews.Image told) {
            container(told.container()).ifPresent(container -> container.hear(told, heard.timeMs()));
        } else if (heard.news() instanceof PodNews.Started told) {
            container(told.container()).ifPresent(container -> container.hearStart(heard.value(), heard.timeMs()));
        }
    }

    private Optional<Container> container(String container) {
        if (containers.size() >= MAX_CONTAINERS && !containers.containsKey(container)) {
            return Optional.empty();
        }
        return Optional.of(containers.computeIfAbsent(container, c -> new Container()));
    }
}
