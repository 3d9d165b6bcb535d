package io.upsurge.replay.sort;

import java.io.Closeable;
import java.io.IOException;

/**
 * Gives things one after the other. For one thread.
 *
 * @param <T> what it gives
 */
public interface Cursor<T> extends Closeable {

    /**
     * The next thing; null when there is none.
     *
     * @throws IOException if what it comes from cannot be read
     */
    T next() throws IOException;

    @Override
    default void close() throws IOException {}
}
