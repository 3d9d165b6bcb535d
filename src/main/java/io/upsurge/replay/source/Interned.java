package io.upsurge.replay.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One object for all that are equal, so that comparing them is quick. Bounded. Safe for use by several threads. */
final class Interned {
    private static final int KEPT = 65_536;

    private final Map<Object, Object> kept = new ConcurrentHashMap<>();

    /** The first that was equal. */
    @SuppressWarnings("unchecked") // an equal object has the same type
    <T> T one(T value) {
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        Object known = kept.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }
}
