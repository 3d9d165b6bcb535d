package io.upsurge.simulate;

import java.time.Duration;
import java.util.Locale;

/**
 * Which pods a controller replaces, and how many at a time.
 *
 * @param nodes how many nodes it concerns
 * @param order in which order it takes them
 * @param wave how many of the cluster's nodes it takes at a time
 * @param every time from one wave to the next
 */
public record Waves(Amount nodes, Order order, Amount wave, Duration every) {

    /** In which order nodes are taken. */
    public enum Order {
        /** As the DaemonSet controller does. */
        RANDOM,
        /** By name. */
        NAME,
        /** Zone by zone, in the order in which the scenario names them; within one at random. */
        ZONE;

        /** As scenario files write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
