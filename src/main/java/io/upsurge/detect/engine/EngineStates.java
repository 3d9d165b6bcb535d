package io.upsurge.detect.engine;

import io.upsurge.detect.HeapStates;
import io.upsurge.detect.States;
import io.upsurge.detect.fleet.FleetStates;
import io.upsurge.detect.node.ClusterClock;
import io.upsurge.detect.node.NodeTracker;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an engine keeps its state.
 *
 * @param sources state of stage one, one entry per source partition, at least one
 * @param fleet state of stage two
 */
public record EngineStates(List<SourceStates> sources, FleetStates fleet) {

    /**
     * State of stage one of one source partition.
     *
     * @param nodes state of the nodes
     * @param clocks state of the clocks of the clusters
     */
    public record SourceStates(States<NodeTracker> nodes, States<ClusterClock> clocks) {}

    /** Copies the list. */
    public EngineStates {
        sources = List.copyOf(sources);
    }

    /** Everything in maps of its own. */
    public static EngineStates onHeap(int partitions) {
        return new EngineStates(
                Stream.generate(() -> new SourceStates(new HeapStates<>(), new HeapStates<>()))
                        .limit(partitions)
                        .toList(),
                new FleetStates(
                        new HeapStates<>(),
                        new HeapStates<>(),
                        new HeapStates<>(),
                        new HeapStates<>(),
                        new HeapStates<>()));
    }
}
