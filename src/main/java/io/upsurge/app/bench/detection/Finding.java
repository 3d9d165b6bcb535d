package io.upsurge.app.bench.detection;

/**
 * When something was said.
 *
 * @param minutes from the first node's restart on the new version to the end of the window that told, minutes
 * @param share share of the fleet that had been upgraded by then, 0 to 1
 */
record Finding(double minutes, double share) {
    /** The earlier of the two; the other may be null. */
    Finding earlier(Finding other) {
        return other == null || minutes <= other.minutes ? this : other;
    }
}
