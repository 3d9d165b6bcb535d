package io.upsurge.model;

/**
 * When an anomaly is said to be there and when it is over.
 *
 * @param mode how it is decided
 * @param errorBudget chance of a false CONFIRMED over a whole roll-out with all its keys, between 0 and 0.5
 * @param strict whether a ratio only somewhat below the multiple must stay silent, at the price of time and recall
 * @param windows windows over which the plain ratio is taken
 * @param forWindows consecutive windows in which it must hold
 * @param minNodes upgraded, settled nodes the plain rule needs
 * @param minCalls calls on these nodes it needs, over the ratio's windows
 * @param resolveWindows consecutive windows below the resolving ratio that end an anomaly
 * @param expireAfterMs after how long an anomaly that nobody ends expires, milliseconds
 */
public record RuleSettings(
        Mode mode,
        double errorBudget,
        boolean strict,
        int windows,
        int forWindows,
        int minNodes,
        double minCalls,
        int resolveWindows,
        long expireAfterMs) {

    /** How it is decided. */
    public enum Mode {
        /** By evidence against concurrent controls, with a bounded chance of a false alarm. */
        SEQUENTIAL,
        /** By comparing the rate with a multiple of the baseline; no statistics. */
        MULTIPLE
    }

    /**
     * The defaults: sequential, one false alarm in a thousand roll-outs; the plain ratio over 5 windows, for 5 windows, one
     * node, 100 calls; resolved after 10 windows, expired after 7 days.
     */
    public static RuleSettings defaults() {
        return new RuleSettings(Mode.SEQUENTIAL, 0.001, false, 5, 5, 1, 100, 10, 7L * 24 * 60 * 60 * 1_000);
    }
}
