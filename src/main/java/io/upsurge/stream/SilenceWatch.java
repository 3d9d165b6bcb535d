package io.upsurge.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices, by the wall clock, that a live source hears nothing of some clusters. A source that works through a backlog, with
 * records far behind the present, is not live: it says nothing, however long it takes. Not kept over restarts.
 */
final class SilenceWatch {
    private final long idleAfterMs;
    private final long graceMs;
    private final Map<String, Long> heardMs = new HashMap<>();
    private long lastHeardMs;
    private long newestEventMs = Long.MIN_VALUE;

    SilenceWatch(long idleAfterMs, long graceMs, long nowMs) {
        this.idleAfterMs = idleAfterMs;
        this.graceMs = graceMs;
        this.lastHeardMs = nowMs;
    }

    void heard(String cluster, long eventMs, long nowMs) {
        heardMs.put(cluster, nowMs);
        lastHeardMs = nowMs;
        newestEventMs = Math.max(newestEventMs, eventMs);
    }

    /** The clusters heard of lately, if the source may say that it hears nothing of the others. */
    Optional<Set<String>> check(long nowMs) {
        if (nowMs - lastHeardMs >= idleAfterMs) {
            return Optional.of(Set.of());
        }
        if (newestEventMs < nowMs - idleAfterMs - graceMs) {
            return Optional.empty();
        }
        heardMs.values().removeIf(heard -> nowMs - heard >= idleAfterMs);
        return Optional.of(new TreeSet<>(heardMs.keySet()));
    }
}
