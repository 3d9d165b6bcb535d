package io.upsurge.ingest;

import java.time.Duration;

/** Nothing can be written now; the same records may be tried again later. */
public final class OutletBusyException extends RuntimeException {
    private final Duration retryAfter;

    /**
     * Says why, and for how long.
     *
     * @param message why nothing can be written
     * @param retryAfter after how long to try again
     * @param cause what was met; may be null
     */
    public OutletBusyException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    /** After how long to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
