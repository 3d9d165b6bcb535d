package io.upsurge.simulate;

import java.time.Duration;

/**
 * What goes wrong on the way from the nodes to the topics.
 *
 * @param lostScrapes share of scrapes that never arrive, 0 to 1
 * @param duplicates share of scrapes and facts that arrive twice, 0 to 1
 * @param lateFacts how much later than usual roll-out facts arrive
 * @param shuffle records arrive out of order by up to this long
 */
public record Faults(double lostScrapes, double duplicates, Duration lateFacts, Duration shuffle) {
    /** Nothing goes wrong. */
    public static final Faults NONE = new Faults(0, 0, Duration.ZERO, Duration.ZERO);
}
