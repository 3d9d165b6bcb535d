package io.upsurge.place;

import io.upsurge.format.SeriesLabels;
import io.upsurge.model.NodeId;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Signal;
import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import io.upsurge.place.PodDirectory.Pod;
import io.upsurge.place.PodDirectory.PodName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds out whose a series is, from its labels, the directory of pods, and what the signals say. */
final class Placer {
    private static final int SHOWN = 300;
    private static final int MAX_SHARED = 65_536;
    private static final String INSTANCE = "instance";

    private final WantedSeries wanted;
    private final PlacementSettings settings;
    private final PodDirectory directory;
    /** Labels of a target or of its place: not of what is counted. */
    private final Set<String> outer;
    /** One object for equal places and targets: they repeat in every series, and each reading looks them up. */
    private final Map<Object, Object> shared = new ConcurrentHashMap<>();

    Placer(WantedSeries wanted, PlacementSettings settings, PodDirectory directory) {
        this.wanted = wanted;
        this.settings = settings;
        this.directory = directory;
        this.outer = new HashSet<>(settings.drop());
        Stream.of(
                        settings.cluster(),
                        settings.node(),
                        settings.namespace(),
                        settings.daemonset(),
                        settings.pod(),
                        settings.podUid(),
                        settings.container(),
                        settings.zone())
                .forEach(outer::addAll);
    }

    /** What the labels themselves say; empty texts for what they do not. */
    private record Told(
            String cluster,
            String node,
            String namespace,
            String daemonset,
            String pod,
            String podUid,
            String container,
            String host) {}

    /** The names of the cluster that a series belongs to; empty where there is none. */
    String clusterOf(SeriesLabels labels) {
        String cluster = first(labels, settings.cluster());
        return cluster.isEmpty() ? settings.defaultCluster() : cluster;
    }

    /** What is to be done with a series of a metric that a signal asks for. */
    Placement place(SeriesLabels labels) {
        SeriesId series = identity(labels);
        List<Signal> asking = wanted.asking(series);
        if (asking.isEmpty()) {
            return Placement.Filtered.INSTANCE;
        }
        Told told = told(labels);
        if (told.cluster.isEmpty()) {
            return withoutCluster(labels);
        }
        List<Placement> placements = asking.stream()
                .map(signal -> place(labels, series, told, signal.workload()))
                .toList();
        TreeSet<Place> places = new TreeSet<>();
        String podUid = "";
        for (Placement placement : placements) {
            if (placement instanceof Placement.Kept kept) {
                places.addAll(kept.places());
                podUid = kept.podUid();
            }
        }
        return places.isEmpty()
                ? placements.stream().max(Comparator.comparingInt(Placer::hope)).orElseThrow()
                : new Placement.Kept(series, List.copyOf(places), podUid, target(labels));
    }

    Placement.Rejected withoutCluster(SeriesLabels labels) {
        return rejected(
                labels,
                "has no label for its cluster (" + String.join(", ", settings.cluster())
                        + "); set labels.default-cluster, or an external label at the sender");
    }

    private static int hope(Placement placement) {
        return placement instanceof Placement.Unplaced ? 2 : placement instanceof Placement.Rejected ? 1 : 0;
    }

    private Placement place(SeriesLabels labels, SeriesId series, Told told, WorkloadPattern pattern) {
        String namespace = or(told.namespace, literal(pattern.namespace()));
        Optional<Pod> pod = directory.pod(new PodName(told.cluster, namespace, told.pod));
        String daemonset = or(told.daemonset, pod.map(Pod::daemonset).orElseGet(() -> literal(pattern.daemonset())));
        String container = or(told.container, literal(pattern.container()));
        Workload workload;
        NodeId node;
        try {
            // What is not known fits: a pattern matches itself.
            workload = new Workload(
                    told.cluster,
                    or(namespace, pattern.namespace()),
                    or(daemonset, pattern.daemonset()),
                    or(container, pattern.container()));
            if (!pattern.matches(workload) || !isPodOf(told.pod, daemonset, pod)) {
                return Placement.Filtered.INSTANCE;
            }
            if (namespace.isEmpty()) {
                return rejected(labels, "has no label for its namespace, and the signal names none");
            }
            if (container.isEmpty()) {
                return rejected(labels, "has no label for its container, and the signal names none");
            }
            String name = node(told, pod);
            if (daemonset.isEmpty() || name.isEmpty()) {
                return unknown(labels, told, daemonset);
            }
            node = new NodeId(told.cluster, name);
        } catch (IllegalArgumentException e) {
            return rejected(labels, "cannot be placed: " + e.getMessage());
        }
        String podUid = or(told.podUid, pod.map(Pod::uid).orElse(""));
        return new Placement.Kept(series, List.of(shared(new Place(workload, node.node()))), podUid, target(labels));
    }

    /** A pod may become known; without one there is nothing to wait for. */
    private static Placement unknown(SeriesLabels labels, Told told, String daemonset) {
        if (!told.pod.isEmpty() || (!daemonset.isEmpty() && !told.host.isEmpty())) {
            return Placement.Unplaced.INSTANCE;
        }
        return rejected(
                labels,
                daemonset.isEmpty()
                        ? "has neither a label for its DaemonSet nor for its pod, and the signal names none"
                        : "has no label for its node, and neither a pod nor an instance to find it by");
    }

    /** Which scraped target a series comes from: all its labels that say where it was read. */
    String target(SeriesLabels labels) {
        StringBuilder target = new StringBuilder();
        labels.toMap().forEach((name, value) -> {
            if (outer.contains(name)) {
                target.append(name).append('\u0000').append(value).append('\u0000');
            }
        });
        return shared(target.toString());
    }

    @SuppressWarnings("unchecked") // an equal object has the same type
    private <T> T shared(T value) {
        if (shared.size() >= MAX_SHARED) {
            shared.clear();
        }
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    private SeriesId identity(SeriesLabels labels) {
        String metric = labels.metric();
        Map<String, String> inner = new TreeMap<>(labels.toMap());
        inner.keySet()
                .removeIf(name ->
                        name.equals(SeriesLabels.NAME) || (outer.contains(name) && !wanted.names(metric, name)));
        return new SeriesId(metric, inner);
    }

    private Told told(SeriesLabels labels) {
        return new Told(
                clusterOf(labels),
                first(labels, settings.node()),
                first(labels, settings.namespace()),
                first(labels, settings.daemonset()),
                first(labels, settings.pod()),
                first(labels, settings.podUid()),
                first(labels, settings.container()),
                host(labels.get(INSTANCE)));
    }

    private static String first(SeriesLabels labels, List<String> names) {
        for (String name : names) {
            String value = labels.get(name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** {@code 10.0.0.1:61678} is on 10.0.0.1, {@code [fd00::1]:61678} on fd00::1. */
    static String host(String instance) {
        int end = instance.startsWith("[") ? instance.indexOf(']') : -1;
        if (end > 0) {
            return instance.substring(1, end);
        }
        int colon = instance.indexOf(':');
        return colon >= 0 && colon == instance.lastIndexOf(':') ? instance.substring(0, colon) : instance;
    }

    private String node(Told told, Optional<Pod> pod) {
        if (!told.node.isEmpty()) {
            return told.node;
        }
        return pod.map(Pod::node)
                .or(() -> told.host.isEmpty() ? Optional.empty() : directory.nodeOf(told.cluster, told.host))
                .orElse("");
    }

    private static String or(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private static String literal(String pattern) {
        return pattern.indexOf('*') < 0 ? pattern : "";
    }

    private static boolean isPodOf(String pod, String daemonset, Optional<Pod> known) {
        return known.map(Pod::daemonset)
                .map(daemonset::equals)
                .orElseGet(() -> pod.isEmpty() || daemonset.isEmpty() || named(pod, daemonset));
    }

    /** Whether a DaemonSet may have named the pod: its own name, cut to what Kubernetes allows, and a run of characters. */
    static boolean named(String pod, String daemonset) {
        String base = daemonset + '-';
        base = base.substring(0, Math.min(base.length(), 58));
        return pod.startsWith(base) && pod.length() > base.length() && pod.indexOf('-', base.length()) < 0;
    }

    static Placement.Rejected rejected(SeriesLabels labels, String why) {
        String text = labels.toString();
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return new Placement.Rejected(shown + " " + why);
    }
}
