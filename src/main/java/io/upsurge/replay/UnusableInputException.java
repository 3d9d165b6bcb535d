package io.upsurge.replay;

/** Nothing can be replayed of what was given. The message says why. */
public final class UnusableInputException extends RuntimeException {

    /** Says why. */
    public UnusableInputException(String message) {
        super(message);
    }

    /** Says why, and what was met. */
    public UnusableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
