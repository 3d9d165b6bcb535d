package io.upsurge.ingest.kubernetes;

/** A cluster that cannot be reached the way it is configured. */
public final class ClusterAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says which cluster, and what is wrong.
     *
     * @param cause what was met; may be null
     */
    public ClusterAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
