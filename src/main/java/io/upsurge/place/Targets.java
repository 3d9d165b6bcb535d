package io.upsurge.place;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which places the series of a scraped target are counted in, as far as they were sent lately. May be used by several threads. */
final class Targets {
    private final int limit;
    private volatile Map<String, Set<Place>> young = new ConcurrentHashMap<>();
    private volatile Map<String, Set<Place>> old = Map.of();

    /** Remembers as many targets; of further ones nothing is known. */
    Targets(int limit) {
        this.limit = limit;
    }

    /** The series of a target are counted in these places. */
    void learn(String target, Set<Place> places) {
        Map<String, Set<Place>> now = young;
        if (now.size() < limit || now.containsKey(target)) {
            now.put(target, places);
        }
    }

    /** Where series of the target are counted; nowhere if none of them is wanted. */
    Set<Place> of(String target) {
        Set<Place> places = young.get(target);
        return places != null ? places : old.getOrDefault(target, Set.of());
    }

    /** Forgets targets that were not told of since the last call. */
    synchronized void age() {
        old = young;
        young = new ConcurrentHashMap<>();
    }
}
