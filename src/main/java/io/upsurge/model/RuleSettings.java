package io.upsurge.model;

/**
 * When the plain rule speaks.
 *
 * @param windows windows over which the ratio is taken
 * @param forWindows consecutive windows in which it must hold
 * @param minNodes upgraded, settled nodes it needs
 * @param minCalls calls on these nodes it needs, over the ratio's windows
 * @param resolveWindows consecutive windows below the resolving ratio that end an anomaly
 * @param expireAfterMs after how long an anomaly that nobody ends expires, milliseconds
 */
public record RuleSettings(
        int windows, int forWindows, int minNodes, double minCalls, int resolveWindows, long expireAfterMs) {

    /** The defaults: over 5 windows, for 5 windows, one node, 100 calls; resolved after 10 windows, expired after 7 days. */
    public static RuleSettings defaults() {
        return new RuleSettings(5, 5, 1, 100, 10, 7L * 24 * 60 * 60 * 1_000);
    }
}
