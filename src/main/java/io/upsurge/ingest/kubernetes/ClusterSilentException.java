package io.upsurge.ingest.kubernetes;

/** A cluster that did not answer in time. */
public final class ClusterSilentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Which cluster, and how long it was waited for. */
    public ClusterSilentException(String message) {
        super(message);
    }
}
