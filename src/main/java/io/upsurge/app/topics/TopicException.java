package io.upsurge.app.topics;

/** Topics could not be created or looked at; the message says which and why. */
public final class TopicException extends RuntimeException {

    /**
     * Says what went wrong.
     *
     * @param message what and where
     * @param cause what Kafka reported
     */
    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
