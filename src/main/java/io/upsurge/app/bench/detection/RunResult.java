package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly.Level;
import java.util.Map;
import java.util.Objects;

/**
 * What one run yielded.
 *
 * @param cell name of the cell
 * @param run number of the run, from 0
 * @param found by level, when a key with an effect was first said to surge at that level or above; no entry if never
 * @param falseKeys by level, keys without an effect that were said to surge at that level or above
 * @param others other verdicts and attributions that were told, by name, with the number of keys
 * @param ratio estimated ratio of the first key at the end of the roll-out; null without one
 * @param lowerBound lower bound of the ratio with the first alarm at CONFIRMED or above; null without one
 * @param openBeforeRollback whether an alarm was open when the nodes began to go back
 * @param resolvedMinutes from the last node's return to the end of that alarm, minutes; null if it did not end
 * @param rivals by name, when each rival first said something; no entry if never
 */
record RunResult(
        String cell,
        int run,
        Map<Level, Finding> found,
        Map<Level, Integer> falseKeys,
        Map<String, Integer> others,
        Double ratio,
        Double lowerBound,
        boolean openBeforeRollback,
        Double resolvedMinutes,
        Map<String, Finding> rivals) {

    /** Whether our own words were the same in the same run of another cell. */
    boolean saysTheSameAs(RunResult other) {
        return run == other.run
                && found.equals(other.found)
                && falseKeys.equals(other.falseKeys)
                && others.equals(other.others)
                && Objects.equals(ratio, other.ratio)
                && Objects.equals(lowerBound, other.lowerBound)
                && Objects.equals(resolvedMinutes, other.resolvedMinutes);
    }
}
