package io.upsurge.app.tail;

/** A topic cannot be read; the message says which and what to do. */
public final class TailException extends RuntimeException {

    /**
     * Says what stands in the way.
     *
     * @param message what and where
     */
    public TailException(String message) {
        super(message);
    }
}
