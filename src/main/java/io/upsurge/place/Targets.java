package io.upsurge.place;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The scraped targets that were sent lately. May be used by several threads. */
final class Targets {
    private final int limit;
    private volatile Map<String, Target> young = new ConcurrentHashMap<>();
    private volatile Map<String, Target> old = Map.of();

    /** Remembers as many targets; of further ones nothing is known. */
    Targets(int limit) {
        this.limit = limit;
    }

    /** The target, a new one if it was not known; empty if there are too many. */
    Optional<Target> at(String name) {
        Map<String, Target> now = young;
        Target known = now.get(name);
        if (known != null || now.size() >= limit) {
            return Optional.ofNullable(known);
        }
        Target before = old.get(name);
        return Optional.of(now.computeIfAbsent(name, n -> before != null ? before : new Target()));
    }

    /** The target, if a series of it was wanted lately. */
    Optional<Target> known(String name) {
        return young.containsKey(name) || old.containsKey(name) ? at(name) : Optional.empty();
    }

    /** Forgets targets that were not asked for since the last call. */
    synchronized void age() {
        old = young;
        young = new ConcurrentHashMap<>();
    }
}
