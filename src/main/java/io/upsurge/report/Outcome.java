package io.upsurge.report;

/** What became of a key. */
public enum Outcome {
    /** There is an anomaly. */
    FOUND,
    /** A rise by the multiple is excluded: even the upper bound is below it. */
    CLEAN,
    /** Nothing was said, but a rise by the multiple is not excluded either. */
    NOT_ENOUGH_EVIDENCE,
    /** It rose, by less than is worth a word. */
    BELOW_FLOOR,
    /** It rose or fell, by less than the multiple asks for. */
    BELOW_MULTIPLE,
    /** Hardly any calls before: a ratio would mean nothing, and there are no new ones. */
    NEAR_ZERO,
    /** No node was left to compare with at the same time. */
    NO_CONTROL,
    /** Too few upgraded nodes settled, or they made too few calls. */
    INSUFFICIENT_DATA,
    /** No node moved to another version. */
    NO_UPGRADE
}
