package io.upsurge.detect.rule;

import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Standing;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a judge sees a candidate after a window.
 *
 * @param finding what should be said; empty for nothing
 * @param over verdicts that no longer hold: an open anomaly with one of them has recovered
 * @param observed whether any settled upgraded node was observed; without, the rates say nothing
 * @param baselineRate what the baselines let expect, calls per second and node; for a mean or share its value
 * @param candidateRate what the upgraded nodes did, in the same unit
 * @param ratio index-adjusted ratio over the last windows; empty where nothing was observed or the baseline is near zero
 * @param certainty how sure the estimate is; empty where the rule does not say
 */
public record Assessment(
        Optional<Finding> finding,
        Set<Verdict> over,
        boolean observed,
        double baselineRate,
        double candidateRate,
        OptionalDouble ratio,
        Optional<Certainty> certainty) {

    /**
     * What is told of it with the rates.
     *
     * @param window the window that was judged
     */
    public Standing standing(CandidateWindow window) {
        return new Standing(
                observed,
                baselineRate,
                candidateRate,
                window.treated().size(),
                window.controls().size(),
                bounds());
    }

    /** The bounds of the ratio since the upgrade; empty where there are none. */
    public Optional<Bounds> bounds() {
        return certainty.map(known -> new Bounds(
                known.estimate(),
                known.lower(),
                known.upper(),
                known.standardError(),
                known.logEvidence(),
                known.logThreshold()));
    }

    /**
     * What should be said.
     *
     * @param verdict what was found
     * @param level how sure
     * @param attribution what it was compared with; empty where the rule does not say
     */
    public record Finding(Verdict verdict, Level level, Optional<Attribution> attribution) {}
}
