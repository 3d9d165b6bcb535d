package io.upsurge.detect.evidence;

/** Adds up numbers of which only the logarithms fit into a double. */
final class LogSum {
    private LogSum() {}

    /** ln(sum(exp(logs))); negative infinity for none. */
    static double of(double... logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        if (largest == Double.NEGATIVE_INFINITY || largest == Double.POSITIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum);
    }
}
