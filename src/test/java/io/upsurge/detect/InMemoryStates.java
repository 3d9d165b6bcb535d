package io.upsurge.detect;

import java.util.ArrayList;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** State in a map. */
public final class InMemoryStates<V> implements States<V> {
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

    public int size() {
        return states.size();
    }
}
