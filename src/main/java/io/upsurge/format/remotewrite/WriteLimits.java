package io.upsurge.format.remotewrite;

/**
 * Bounds of what is read of one request.
 *
 * @param maxLabels most labels of a series that is wanted
 * @param maxLabelBytes most bytes of all labels of a series that is wanted
 * @param maxSamples most samples of wanted series in a request, and of any one series
 * @param maxSymbols most symbols of a request of protocol 2.0
 * @param seriesRemembered about how many label sets are kept for the requests that follow
 */
public record WriteLimits(int maxLabels, int maxLabelBytes, int maxSamples, int maxSymbols, int seriesRemembered) {
    /** Far above what a Prometheus sends. */
    public static final WriteLimits DEFAULT = new WriteLimits(64, 16 << 10, 100_000, 1_000_000, 1 << 17);

    /** The same with another limit of samples. */
    public WriteLimits withMaxSamples(int limit) {
        return new WriteLimits(maxLabels, maxLabelBytes, limit, maxSymbols, seriesRemembered);
    }
}
