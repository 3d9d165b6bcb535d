package io.upsurge.app.tail;

/**
 * Writes a value for a reader.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface Printer<T> {

    /**
     * The value as text without a line end; text from outside is escaped, so that it cannot start a line of its own.
     *
     * @param value what to write
     */
    String print(T value);
}
