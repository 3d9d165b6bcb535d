package io.upsurge.app.embedded;

/** The embedded broker could not start or stop; the message says what stands in the way. */
public final class EmbeddedKafkaException extends RuntimeException {

    /**
     * Says what went wrong.
     *
     * @param message what and where
     */
    public EmbeddedKafkaException(String message) {
        super(message);
    }

    /**
     * Says what went wrong.
     *
     * @param message what and where
     * @param cause what the broker or the file system reported
     */
    public EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
