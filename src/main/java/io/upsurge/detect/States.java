package io.upsurge.detect;

import java.util.function.BiConsumer;

/**
 * Keyed state that a stage works on. Whoever drives the stage decides where it lives: in a state store under Kafka Streams,
 * in a map in tests and replay.
 *
 * @param <V> type of the state; mutable, and put again after each change
 */
public interface States<V> {

    /** The state under a key, or null. */
    V get(String key);

    /** Keeps the state under a key; also called after the state was changed in place. */
    void put(String key, V state);

    /** Forgets the state under a key. */
    void remove(String key);

    /**
     * Visits every state whose key starts with a prefix, in the order of the keys. The visitor may put or remove the key it
     * is given, no other.
     */
    void forEach(String prefix, BiConsumer<String, V> visitor);
}
