package io.upsurge.simulate;

import io.upsurge.model.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens to a fleet, and what the product must say about it. Read from YAML by {@link ScenarioFiles}; the keys are
 * described in {@code docs/scenarios.md}.
 *
 * @param name name, as in the file name
 * @param what what happens, in a few sentences
 * @param source where the incident is reported; empty for an invented one
 * @param reported what the report states
 * @param assumed what we assumed because the report does not say
 * @param seed seed of everything random
 * @param start first instant
 * @param duration how long it lasts
 * @param clusters the clusters, at least one; the same happens to each
 * @param namespace namespace of the DaemonSet
 * @param daemonset name of the DaemonSet
 * @param container name of its container
 * @param nodes the nodes of each cluster
 * @param scrapeEvery time between two scrapes of a node
 * @param snapshotsEvery how often every roll-out fact is told again, as what watches the Kubernetes API does; zero for never
 * @param noise how far nodes stray from the arithmetic
 * @param dayNight amplitude of the daily course of all calls, 0 to 1; highest at 14:00 UTC
 * @param identity what scrapes and facts tell of the pod
 * @param versions the versions by the names the scenario uses
 * @param runs name of the version every node runs at the start
 * @param events what happens
 * @param faults what goes wrong on the way
 * @param expect what the product must say
 */
public record Scenario(
        String name,
        String what,
        String source,
        List<String> reported,
        List<String> assumed,
        long seed,
        Instant start,
        Duration duration,
        List<Cluster> clusters,
        String namespace,
        String daemonset,
        String container,
        Nodes nodes,
        Duration scrapeEvery,
        Duration snapshotsEvery,
        Noise noise,
        double dayNight,
        Identity identity,
        Map<String, VersionCalls> versions,
        String runs,
        List<Event> events,
        Faults faults,
        Expectation expect) {

    /** Copies the collections. */
    public Scenario {
        reported = List.copyOf(reported);
        assumed = List.copyOf(assumed);
        clusters = List.copyOf(clusters);
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        events = List.copyOf(events);
    }

    /**
     * A cluster.
     *
     * @param name its name
     * @param lag how far behind the others its records arrive
     */
    public record Cluster(String name, Duration lag) {}

    /**
     * The nodes of a cluster.
     *
     * @param count how many at the start
     * @param enis weights of the numbers of network interfaces per node
     * @param zones weights of the zones by name, in the order in which a roll-out by zone takes them; empty where facts tell
     *     no zone
     */
    public record Nodes(int count, Map<Integer, Double> enis, Map<String, Double> zones) {

        /** Copies the weights. */
        public Nodes {
            enis = Collections.unmodifiableMap(new LinkedHashMap<>(enis));
            zones = Collections.unmodifiableMap(new LinkedHashMap<>(zones));
        }
    }

    /** What scrapes and facts tell of the pod. */
    public enum Identity {
        /** Pod UID and start of the process. */
        FULL,
        /** Neither: a restart shows in the falling counters alone. */
        NONE;

        /** As scenario files write it. */
        @Override
        public String toString() {
            return this == FULL ? "full" : "none";
        }
    }

    /** The container that is scraped in a cluster. */
    public Workload workload(Cluster cluster) {
        return new Workload(cluster.name(), namespace, daemonset, container);
    }

    /** First instant after it. */
    public Instant end() {
        return start.plus(duration);
    }

    /** The same scenario with another seed. */
    public Scenario withSeed(long newSeed) {
        return new Scenario(
                name,
                what,
                source,
                reported,
                assumed,
                newSeed,
                start,
                duration,
                clusters,
                namespace,
                daemonset,
                container,
                nodes,
                scrapeEvery,
                snapshotsEvery,
                noise,
                dayNight,
                identity,
                versions,
                runs,
                events,
                faults,
                expect);
    }

    /** The same scenario, begun at another time. */
    public Scenario beginningAt(Instant newStart) {
        return new Scenario(
                name,
                what,
                source,
                reported,
                assumed,
                seed,
                newStart,
                duration,
                clusters,
                namespace,
                daemonset,
                container,
                nodes,
                scrapeEvery,
                snapshotsEvery,
                noise,
                dayNight,
                identity,
                versions,
                runs,
                events,
                faults,
                expect);
    }
}
