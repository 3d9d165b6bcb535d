package io.upsurge.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * State in a map, for driving the stages without a state store. Not thread-safe.
 *
 * @param <V> type of the state
 */
public final class HeapStates<V> implements States<V> {
    private final Map<String, V> states = new HashMap<>();
    private final TreeSet<String> keys = new TreeSet<>();

    @Override
    public V get(String key) {
        return states.get(key);
    }

    @Override
    public void put(String key, V state) {
        if (states.put(key, state) == null) {
            keys.add(key);
        }
    }

    @Override
    public void remove(String key) {
        if (states.remove(key) != null) {
            keys.remove(key);
        }
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, V> visitor) {
        new ArrayList<>(keys.subSet(prefix, prefix + Character.MAX_VALUE))
                .forEach(key -> visitor.accept(key, states.get(key)));
    }

    /** Sum over all states. */
    public long sum(ToLongFunction<V> of) {
        return states.values().stream().mapToLong(of).sum();
    }
}
