package io.upsurge.ingest;

/** A record that can never be written, such as one that is too large. The same records must not be tried again. */
public final class UnwritableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which record, and why.
     *
     * @param cause what was met; may be null
     */
    public UnwritableException(String message, Throwable cause) {
        super(message, cause);
    }
}
