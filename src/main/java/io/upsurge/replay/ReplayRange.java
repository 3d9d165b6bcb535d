package io.upsurge.replay;

/**
 * The part of time that is replayed.
 *
 * @param fromMs scrapes before this are left out, milliseconds since 1970-01-01T00:00Z; facts are not, for they say what ran
 * @param toMs records from this on are left out, milliseconds since 1970-01-01T00:00Z
 */
public record ReplayRange(long fromMs, long toMs) {
    /** Everything. */
    public static final ReplayRange ALL = new ReplayRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Whether a record belongs to it. */
    public boolean holds(Item item) {
        return item.timeMs() < toMs && (item.timeMs() >= fromMs || item instanceof Item.Fact);
    }
}
