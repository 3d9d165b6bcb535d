package io.upsurge.simulate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Yields the records of a scenario in the order of arrival: the same ones for the same scenario and seed, on every machine.
 * Records are made as they are asked for; memory grows with the number of nodes, not with the duration.
 */
public final class FleetSimulator {
    private final Scenario scenario;

    /** A simulator of a scenario. It can be run any number of times. */
    public FleetSimulator(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The records from the first to the last, which for every cluster is a heartbeat that ends it. */
    public Iterator<SimulatedRecord> records() {
        List<ClusterSimulation> clusters = new ArrayList<>();
        for (int i = 0; i < scenario.clusters().size(); i++) {
            clusters.add(new ClusterSimulation(scenario, i));
        }
        return new ByArrival(clusters);
    }

    /** As {@link #records()}. */
    public Stream<SimulatedRecord> stream() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records(), traits), false);
    }

    /** Puts clusters together; of records that arrive at the same time, those of the earlier cluster come first. */
    private record ByArrival(List<ClusterSimulation> clusters) implements Iterator<SimulatedRecord> {

        @Override
        public boolean hasNext() {
            return clusters.stream().anyMatch(ClusterSimulation::hasNext);
        }

        @Override
        public SimulatedRecord next() {
            ClusterSimulation first = clusters.get(0);
            long arrivalMs = first.nextArrivalMs();
            for (ClusterSimulation cluster : clusters) {
                if (cluster.nextArrivalMs() < arrivalMs) {
                    arrivalMs = cluster.nextArrivalMs();
                    first = cluster;
                }
            }
            if (arrivalMs == Long.MAX_VALUE) {
                throw new NoSuchElementException("the scenario is over");
            }
            return first.next();
        }
    }
}
