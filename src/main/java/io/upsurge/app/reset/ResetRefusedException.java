package io.upsurge.app.reset;

/** Nothing was destroyed, and says why. */
public final class ResetRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message why, and what to do
     */
    public ResetRefusedException(String message) {
        super(message);
    }
}
