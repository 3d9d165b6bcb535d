package io.upsurge.app.bench.detection.fleet;

/** What is wrong with the records. One scrape in a hundred is missing in any case. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** One scrape in twenty is missing. */
    MISSING,
    /** One scrape in ten comes twice. */
    DUPLICATES,
    /** Scrapes come up to 30 s late, within the default grace. */
    OUT_OF_ORDER,
    /** Roll-out facts come three minutes late. */
    LATE_FACTS,
    /** One roll-out fact in ten never comes. */
    MISSING_FACTS,
    /** Every roll-out fact comes three times. */
    DUPLICATE_FACTS,
    /** The nodes' clocks, which date roll-out facts and process starts, are wrong by up to 30 s. */
    SKEW,
    /** Every restart is followed by another one eight seconds later. */
    DOUBLE_RESET,
    /** After a restart a counter begins above its last value. */
    RESET_ABOVE,
    /** Five minutes after a restart all further calls are counted by a new child series of the same group. */
    CHILD_BIRTH
}
