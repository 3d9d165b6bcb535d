package io.upsurge.stream;

import io.upsurge.detect.node.Partial;
import io.upsurge.model.Workload;
import java.util.Set;

/** What stage one tells stage two. */
sealed interface FleetMessage {

    /** Rows of a window. Goes to the partition of its workload. */
    record Rows(Partial partial) implements FleetMessage {}

    /**
     * A snapshot of a workload was taken. Goes to the partition of its workload.
     *
     * @param workload the workload
     * @param windowEndMs end of the window in which it was taken
     */
    record Snapshot(Workload workload, long windowEndMs) implements FleetMessage {}

    /**
     * A source is done with the windows of a cluster. Goes to every partition.
     *
     * @param cluster the cluster
     * @param source number of the source partition
     * @param doneToMs end of the last window it is done with
     */
    record Mark(String cluster, int source, long doneToMs) implements FleetMessage {}

    /**
     * A live source has heard nothing for long, but of some clusters. Goes to every partition.
     *
     * @param source number of the source partition
     * @param heardOf the clusters it did hear of
     */
    record Silence(int source, Set<String> heardOf) implements FleetMessage {}
}
