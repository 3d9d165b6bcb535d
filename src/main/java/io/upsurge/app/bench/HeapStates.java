package io.upsurge.app.bench;

import io.upsurge.detect.States;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** State in a map. */
final class HeapStates<V> implements States<V> {
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
    long sum(ToLongFunction<V> of) {
        return states.values().stream().mapToLong(of).sum();
    }
}
