package io.upsurge.detect;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * State in a map, for driving the stages without a state store. Not thread-safe.
 *
 * @param <V> type of the state
 */
public final class HeapStates<V> implements States<V> {
    private final TreeMap<String, V> states = new TreeMap<>();

    @Override
    public V get(String key) {
        return states.get(key);
    }

    @Override
    public void put(String key, V state) {
        states.put(key, state);
    }

    @Override
    public void remove(String key) {
        states.remove(key);
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, V> visitor) {
        new ArrayList<>(states.subMap(prefix, prefix + Character.MAX_VALUE).entrySet())
                .forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
    }

    /** Sum over all states. */
    public long sum(ToLongFunction<V> of) {
        return states.values().stream().mapToLong(of).sum();
    }
}
