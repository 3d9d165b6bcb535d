package io.upsurge.format.remotewrite;

/** A series that breaks a rule of the protocol or a limit; the rest of its request may be fine. */
final class BadSeriesException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong. Without a stack trace: a request may hold thousands of them. */
    BadSeriesException(String message) {
        super(message, null, false, false);
    }
}
