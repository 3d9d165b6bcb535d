package io.upsurge.simulate;

import java.time.Duration;

/** Something that happens to every cluster of a scenario. */
public sealed interface Event {

    /** When it begins, after the start of the scenario. */
    Duration at();

    /**
     * Pods are replaced by pods of another version. A later roll-out takes the place of an unfinished one.
     *
     * @param at when it begins
     * @param from name of the version to replace; nodes that run another one are left alone
     * @param to name of the version they get
     * @param waves how it goes through the nodes
     */
    record Rollout(Duration at, String from, String to, Waves waves) implements Event {}

    /**
     * Pods are replaced by pods of the same version.
     *
     * @param at when it begins
     * @param waves how it goes through the nodes
     */
    record Restart(Duration at, Waves waves) implements Event {}

    /**
     * The containers of some nodes end and are started again and again, in the same pods.
     *
     * @param at when the first round is
     * @param nodes how many nodes it concerns, chosen at random
     * @param every time between two rounds
     * @param times number of rounds
     */
    record CrashLoop(Duration at, Amount nodes, Duration every, int times) implements Event {}

    /**
     * All nodes call more, or less, whatever they run.
     *
     * @param at when it begins
     * @param factor what all calls are multiplied by
     * @param lasts how long it lasts
     */
    record Load(Duration at, double factor, Duration lasts) implements Event {}

    /**
     * Nothing of one kind reaches the topics; heartbeats do.
     *
     * @param at when it begins
     * @param of what is missing
     * @param lasts how long it lasts
     */
    record Silence(Duration at, Missing of, Duration lasts) implements Event {

        /** What may be missing. */
        public enum Missing {
            /** Scrapes. */
            SAMPLES,
            /** Roll-out facts. */
            ROLLOUTS
        }
    }

    /**
     * Nodes join the cluster.
     *
     * @param at when they join
     * @param count how many
     * @param version name of the version they run
     */
    record AddNodes(Duration at, int count, String version) implements Event {}

    /**
     * Nodes leave the cluster for good.
     *
     * @param at when they leave
     * @param nodes how many, chosen at random
     */
    record RemoveNodes(Duration at, Amount nodes) implements Event {}
}
