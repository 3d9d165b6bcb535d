package io.upsurge.format;

/** An input that cannot be read. The message says what is wrong and where. */
public final class FormatException extends Exception {

    /** What is wrong and where. */
    public FormatException(String message) {
        super(message);
    }

    /** What is wrong and where, and what found it. */
    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
