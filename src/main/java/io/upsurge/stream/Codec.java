package io.upsurge.stream;

import java.util.function.Function;

/**
 * How a state is written down.
 *
 * @param pack state to bytes
 * @param unpack bytes to state
 * @param <V> type of the state
 */
record Codec<V>(Function<V, byte[]> pack, Function<byte[], V> unpack) {}
