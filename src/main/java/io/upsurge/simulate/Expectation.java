package io.upsurge.simulate;

import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the product must say about a scenario.
 *
 * @param anomalies the anomalies that must be there, in every cluster
 * @param nothingElse whether any other anomaly is wrong
 */
public record Expectation(List<ExpectedAnomaly> anomalies, boolean nothingElse) {

    /** Copies the anomalies. */
    public Expectation {
        anomalies = List.copyOf(anomalies);
    }

    /**
     * An anomaly that must be there.
     *
     * @param signal id of the signal; empty for BLIND, as are both versions
     * @param group the group, {@code {api="GetMetadata"}}
     * @param from name of the baseline version, as in the scenario
     * @param to name of the candidate version, as in the scenario
     * @param verdict what must be found, as it is said last
     * @param level how sure it must have become at least; empty where any will do
     * @param levelAtMost how sure it may have become at most; empty where any will do
     * @param ratio where its last ratio while open must lie; empty where any will do
     * @param opensWithin how long after the start of the roll-out it may open
     * @param stateAtEnd its last state; UPDATED counts as OPEN
     * @param resolution why it must have been resolved; empty where it stays open or any will do
     */
    public record ExpectedAnomaly(
            String signal,
            String group,
            String from,
            String to,
            Anomaly.Verdict verdict,
            Optional<Anomaly.Level> level,
            Optional<Anomaly.Level> levelAtMost,
            Optional<Ratio> ratio,
            Duration opensWithin,
            Anomaly.State stateAtEnd,
            Optional<Anomaly.Resolution> resolution) {}

    /**
     * A range of ratios.
     *
     * @param min lowest, inclusive
     * @param max highest, inclusive
     */
    public record Ratio(double min, double max) {

        /** Whether a ratio lies in the range. */
        public boolean holds(double ratio) {
            return ratio >= min && ratio <= max;
        }
    }
}
