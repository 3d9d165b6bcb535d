package io.upsurge.model;

import java.util.List;
import java.util.Optional;

/**
 * How often a node called before and after it moved to the version it runs, as the detector has learned it.
 *
 * @param node name of the node
 * @param zone its zone or node pool; empty where unknown
 * @param baselineVersion version its baseline was learned on
 * @param version version it runs; the baseline version where it has not moved
 * @param versionSinceMs since when, milliseconds since 1970-01-01T00:00Z
 * @param restartedMs last start of the container that was seen, milliseconds since 1970-01-01T00:00Z; 0 where none was
 * @param lastSeenMs end of the last window in which it was seen, milliseconds since 1970-01-01T00:00Z
 * @param phase steady, warming or pending
 * @param keys what it called
 */
public record NodeChange(
        String node,
        String zone,
        String baselineVersion,
        String version,
        long versionSinceMs,
        long restartedMs,
        long lastSeenMs,
        String phase,
        List<Key> keys) {

    /** Copies the keys. */
    public NodeChange {
        keys = List.copyOf(keys);
    }

    /**
     * A group of a signal on the node. Older windows weigh less.
     *
     * @param signal id of the signal
     * @param group the group as labels
     * @param before on the baseline version, calls per second; for a mean or share its value; NaN where nothing was observed
     * @param after on the version it runs, likewise
     * @param exposure what the latter was taken over: seconds, or for a mean or share the calls it is taken of
     */
    public record Key(String signal, String group, double before, double after, double exposure) {}

    /** What is known of a group; empty where it was never seen on this node. */
    public Optional<Key> of(String signal, String group) {
        return keys.stream()
                .filter(key -> key.signal().equals(signal) && key.group().equals(group))
                .findFirst();
    }
}
