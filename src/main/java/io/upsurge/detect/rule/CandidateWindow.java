package io.upsurge.detect.rule;

import io.upsurge.model.Window;
import java.util.List;

/**
 * What one window says of one candidate version and one key.
 *
 * @param window the window
 * @param index fleet index of the window: how much the nodes still on their baseline were above it, 1 for not at all
 * @param treated upgraded, settled, observed nodes with a baseline of their own, in the order of their names
 * @param controls settled, observed nodes still on their baseline version, in the order of their names
 * @param upgradedNodes nodes that run the candidate, settled or not
 */
public record CandidateWindow(
        Window window, double index, List<Judged> treated, List<Judged> controls, int upgradedNodes) {

    /**
     * One node in one window.
     *
     * @param node name of the node
     * @param calls calls counted
     * @param seconds time over which they were counted
     * @param baselineRate its own baseline before the fleet index, calls per second
     * @param baselineCalls calls the baseline rests on, older ones weighing less
     * @param weight near inverse-variance weight: 1 / (baseline per minute + 5)
     * @param upgradedMs when it moved to the candidate, milliseconds since 1970-01-01T00:00Z; 0 for a control
     */
    public record Judged(
            String node,
            double calls,
            double seconds,
            double baselineRate,
            double baselineCalls,
            double weight,
            long upgradedMs) {

        /** Calls its baseline lets expect at a fleet index. */
        public double expected(double index) {
            return index * baselineRate * seconds;
        }
    }
}
