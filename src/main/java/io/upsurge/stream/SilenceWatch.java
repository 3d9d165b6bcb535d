package io.upsurge.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Notices, by the wall clock, that a live source hears nothing of some clusters. A source that works through a backlog, with
 * records far behind the present, is not live: it says nothing, however long it takes. Nor does one that did not listen:
 * whoever was frozen, or had no processor, begins to listen anew when it is back. Not kept over restarts.
 */
final class SilenceWatch {
    private static final int LOOKS = 6;
    private static final long LEAST_MS = 1_000;
    private static final long LEAST_PATIENCE_MS = 2_000;

    private final long idleAfterMs;
    private final long graceMs;
    private final long lookEveryMs;
    private final Map<String, Long> heardMs = new HashMap<>();
    private long lastHeardMs;
    private long lookedMs;
    private long newestEventMs = Long.MIN_VALUE;

    SilenceWatch(long idleAfterMs, long graceMs, long nowMs) {
        this.idleAfterMs = idleAfterMs;
        this.graceMs = graceMs;
        this.lookEveryMs = Math.max(LEAST_MS, idleAfterMs / LOOKS);
        this.lastHeardMs = nowMs;
        this.lookedMs = nowMs;
    }

    /** How often {@link #check} must be called. If it is called much less often, nobody listened. */
    Duration lookEvery() {
        return Duration.ofMillis(lookEveryMs);
    }

    void heard(String cluster, long eventMs, long nowMs) {
        look(nowMs);
        heardMs.put(cluster, nowMs);
        lastHeardMs = nowMs;
        newestEventMs = Math.max(newestEventMs, eventMs);
    }

    /** The clusters heard of lately, if the source may say that it hears nothing of the others. */
    Optional<Set<String>> check(long nowMs) {
        look(nowMs);
        if (nowMs - lastHeardMs >= idleAfterMs) {
            return Optional.of(Set.of());
        }
        if (newestEventMs < nowMs - idleAfterMs - graceMs) {
            return Optional.empty();
        }
        heardMs.values().removeIf(heard -> nowMs - heard >= idleAfterMs);
        return Optional.of(new TreeSet<>(heardMs.keySet()));
    }

    /**
     * Whether what a source said about its silence may still be believed. It held when it was said; what comes to a source is
     * told within the grace, so whoever reads it later, after an outage or a restart, cannot know what the source has heard
     * since.
     *
     * @param saidMs when the source said it, by its wall clock, milliseconds
     * @param graceMs the grace, milliseconds
     * @param nowMs now, milliseconds
     */
    static boolean isFresh(long saidMs, long graceMs, long nowMs) {
        return nowMs - saidMs <= graceMs;
    }

    private void look(long nowMs) {
        if (nowMs - lookedMs > lookEveryMs + Math.max(lookEveryMs, LEAST_PATIENCE_MS)) {
            lastHeardMs = nowMs;
            heardMs.replaceAll((cluster, heard) -> nowMs);
        }
        lookedMs = nowMs;
    }
}
