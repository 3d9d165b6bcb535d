package io.upsurge.model;

/**
 * A sender's word that it has written everything of a cluster up to an instant. One copy goes to every partition, so that
 * a partition without nodes of the cluster does not hold it back.
 *
 * @param cluster name of the cluster, not empty
 * @param timeMs the instant, milliseconds since 1970-01-01T00:00Z
 * @param end whether nothing older will follow, so that windows up to {@code timeMs} close without waiting for the grace
 */
public record Heartbeat(String cluster, long timeMs, boolean end) implements SampleRecord {

    /**
     * Checks the cluster's name.
     *
     * @throws IllegalArgumentException if the name is empty or has a control character
     */
    public Heartbeat {
        Names.check("cluster", cluster, true);
    }

    /** The record key of a heartbeat: {@code cluster/}. */
    public String key() {
        return cluster + '/';
    }
}
