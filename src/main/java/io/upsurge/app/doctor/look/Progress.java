package io.upsurge.app.doctor.look;

/**
 * How far the pipeline is within a topic, summed over the partitions it has begun with.
 *
 * @param committed offset up to which records are done
 * @param end offset at which the committed records end
 */
public record Progress(long committed, long end) {

    /** Records still to do. */
    public long lag() {
        return Math.max(0, end - committed);
    }

    Progress plus(long moreCommitted, long moreEnd) {
        return new Progress(committed + moreCommitted, end + moreEnd);
    }
}
