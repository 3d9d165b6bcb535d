package io.upsurge.stream;

import io.upsurge.detect.Counters.Event;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;

/**
 * Hears what the topology of this process does, for those who show it. Called by stream threads, several at a time; must be
 * quick and throw nothing. What is worked on again after an error is heard again.
 */
public interface TopologyListener {
    /** Hears nothing. */
    TopologyListener NONE = new TopologyListener() {};

    /** A stage counted an event. */
    default void counted(Event event) {}

    /**
     * A record went to the dead letters.
     *
     * @param input {@code samples} or {@code rollouts}
     */
    default void refused(String input, RefusalCause cause) {}

    /**
     * A partition of stage two has closed the windows of a cluster up to an instant; heard again when nothing changed.
     *
     * @param partition number of the partition
     * @param closedToMs milliseconds since 1970-01-01T00:00Z
     */
    default void closed(int partition, String cluster, long closedToMs) {}

    /** A partition of stage two has told a rate. */
    default void rate(int partition, VersionRate rate) {}

    /** An anomaly has changed. */
    default void anomaly(Anomaly anomaly) {}

    /** A candidate was judged for a key. */
    default void judged() {}

    /** A partition of stage two is not this process's any more. */
    default void left(int partition) {}
}
