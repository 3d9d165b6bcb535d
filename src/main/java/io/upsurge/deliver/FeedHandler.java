package io.upsurge.deliver;

import io.upsurge.model.Anomaly;

/**
 * What becomes of the changes that a feed reads. Of a partition first those that were dealt with earlier are remembered, in
 * their order, then the partition is caught up, then those that are new are taken.
 */
public interface FeedHandler {

    /** A change that was dealt with before this process had the partition. */
    void remember(Change change);

    /**
     * Everything that was dealt with earlier is remembered.
     *
     * @param partition the partition
     * @param next the offset from which on records are new
     * @param afresh whether nothing was dealt with at all, or by other rules: what is open now is to be told
     */
    void caughtUp(int partition, long next, boolean afresh);

    /** A new change. */
    void take(Change change);

    /** A new record that says nothing that can be read; it was counted and logged. */
    void skip(int partition, long offset);

    /** Others have the partition now. */
    void drop(int partition);

    /**
     * A change where it stands in the topic.
     *
     * @param anomaly the change
     * @param partition its partition
     * @param offset its offset
     * @param writtenMs when the broker wrote it, milliseconds since 1970-01-01T00:00Z
     */
    record Change(Anomaly anomaly, int partition, long offset, long writtenMs) {}
}
