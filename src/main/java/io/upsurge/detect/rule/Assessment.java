package io.upsurge.detect.rule;

import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.util.OptionalDouble;

/**
 * How a judge sees a candidate after a window.
 *
 * @param holds whether an anomaly should open
 * @param cleared whether an open anomaly has recovered
 * @param verdict what was found, if {@code holds}
 * @param level how sure, if {@code holds}
 * @param observed whether any settled upgraded node was observed; without, the rates say nothing
 * @param baselineRate what the baselines let expect, calls per second and node
 * @param candidateRate what the upgraded nodes did, calls per second and node
 * @param ratio index-adjusted ratio; empty where nothing was observed or the baseline is near zero
 */
public record Assessment(
        boolean holds,
        boolean cleared,
        Verdict verdict,
        Level level,
        boolean observed,
        double baselineRate,
        double candidateRate,
        OptionalDouble ratio) {}
