package io.upsurge.place;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which pod runs on which node, and which address belongs to which node. May be used by several threads. Of two things told of
 * the same pod or address the later one holds, whichever came first.
 */
final class PodDirectory {
    /** More pods, and more addresses, than this are not remembered. */
    static final int MAX_ENTRIES = 200_000;

    private final Map<PodName, Pod> pods = new ConcurrentHashMap<>();
    private final Map<Host, NodeName> hosts = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();

    /** A pod by its names. */
    record PodName(String cluster, String namespace, String pod) {}

    /**
     * What is known of a pod.
     *
     * @param uid its UID; empty where unknown
     * @param node node it runs on, not empty
     * @param daemonset DaemonSet it belongs to, not empty
     * @param seenMs when it was told last, milliseconds since 1970-01-01T00:00Z
     */
    record Pod(String uid, String node, String daemonset, long seenMs) {
        private boolean saysTheSameAs(Pod other) {
            return uid.equals(other.uid) && node.equals(other.node) && daemonset.equals(other.daemonset);
        }

        private Pod later(Pod other) {
            int order = Long.compare(seenMs, other.seenMs);
            order = order != 0 ? order : uid.compareTo(other.uid);
            order = order != 0 ? order : node.compareTo(other.node);
            return order >= 0 ? this : other;
        }
    }

    private record Host(String cluster, String address) {}

    private record NodeName(String node, long seenMs) {
        private NodeName later(NodeName other) {
            int order = Long.compare(seenMs, other.seenMs);
            order = order != 0 ? order : node.compareTo(other.node);
            return order >= 0 ? this : other;
        }
    }

    /** Rises whenever the answer to a question may have changed. */
    long generation() {
        return generation.get();
    }

    Optional<Pod> pod(PodName name) {
        return Optional.ofNullable(pods.get(name));
    }

    /** The node that has an address or a name; empty where none is known. */
    Optional<String> nodeOf(String cluster, String host) {
        return Optional.ofNullable(hosts.get(new Host(cluster, host))).map(NodeName::node);
    }

    /** Remembers a pod, unless there are too many. */
    void learn(PodName name, Pod pod) {
        if (pods.size() >= MAX_ENTRIES && !pods.containsKey(name)) {
            return;
        }
        pods.compute(name, (key, known) -> {
            Pod now = known == null ? pod : pod.later(known);
            if (known == null || !now.saysTheSameAs(known)) {
                generation.incrementAndGet();
            }
            return now;
        });
    }

    /** A node has an address, or its own name as one. */
    void learnHost(String cluster, String address, String node, long seenMs) {
        Host host = new Host(cluster, address);
        if (address.isEmpty() || (hosts.size() >= MAX_ENTRIES && !hosts.containsKey(host))) {
            return;
        }
        hosts.compute(host, (key, known) -> {
            NodeName told = new NodeName(node, seenMs);
            NodeName now = known == null ? told : told.later(known);
            if (known == null || !now.node().equals(known.node())) {
                generation.incrementAndGet();
            }
            return now;
        });
    }

    /** Forgets what was last told before an instant of a cluster. */
    void forgetBefore(String cluster, long instantMs) {
        boolean gone = pods.entrySet()
                .removeIf(pod ->
                        pod.getKey().cluster().equals(cluster) && pod.getValue().seenMs() < instantMs);
        gone |= hosts.entrySet()
                .removeIf(host -> host.getKey().cluster().equals(cluster)
                        && host.getValue().seenMs() < instantMs);
        if (gone) {
            generation.incrementAndGet();
        }
    }
}
