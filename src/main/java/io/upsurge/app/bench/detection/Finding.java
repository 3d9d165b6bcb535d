package io.upsurge.app.bench.detection;

/**
 * When something was said.
 *
 * @param minutes from the first node's restart on the new version to the end of the window that told, minutes
 * @param share share of the fleet that had been upgraded by then, 0 to 1
 */
record Finding(double minutes, double share) {
    private static final double STEPS = 1_000;

    /** Rounded to thousandths: more says nothing, and there are many. */
    static Finding of(double minutes, double share) {
        return new Finding(Math.rint(minutes * STEPS) / STEPS, Math.rint(share * STEPS) / STEPS);
    }

    /** The earlier of the two; the other may be null. */
    Finding earlier(Finding other) {
        return other == null || minutes <= other.minutes ? this : other;
    }
}
