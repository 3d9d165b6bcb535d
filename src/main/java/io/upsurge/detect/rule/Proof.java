package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.Estimate;
import io.upsurge.detect.evidence.SequentialTest;
import io.upsurge.detect.evidence.SequentialTest.Findings;
import io.upsurge.detect.rule.Assessment.Finding;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the evidence of a window proves: levels and attribution.
 *
 * @param settings when an anomaly is said to be there
 * @param signal the signal
 * @param test where the evidence is from
 * @param findings the evidence
 * @param window the window it was weighed after
 * @param episodes anomalies of this candidate that are over
 */
record Proof(
        RuleSettings settings,
        Signal signal,
        SequentialTest test,
        Findings findings,
        CandidateWindow window,
        int episodes) {

    private static final double MIN_EVENTS = 20;
    private static final double MIN_BACKGROUND_NODES = 10;
    private static final int MIN_SURGING = 3;

    /**
     * That the ratio is above r0.
     *
     * @param recent ratio of the last windows
     * @param events events since the upgrade
     * @param inRollout whether nodes have been upgraded lately
     */
    Optional<Finding> rise(RecentRatio recent, double events, boolean inRollout) {
        double threshold = logThreshold();
        boolean sustained = recent.isAtLeast(nullRatio()) && events >= MIN_EVENTS;
        if (!sustained) {
            return Optional.empty();
        }
        boolean ofFew = findings.logShareWeighed() >= threshold && findings.surging() >= MIN_SURGING;
        boolean causal = findings.logConcurrent() >= threshold || findings.logShare() >= threshold;
        Optional<Estimate> estimate = causal ? findings.concurrent() : findings.beforeAfter();
        boolean proven = findings.logUp() >= threshold
                && estimate.isPresent()
                && estimate.get().ratio() >= leastRatio()
                && matters(estimate.get().ratio() - 1)
                && test.standsWithoutTopNode(window.upgraded(), window.background(), causal, true);
        if (!proven && !ofFew) {
            return Optional.empty();
        }
        if (!causal && !ofFew) {
            return Optional.of(new Finding(
                    inRollout ? Verdict.SURGE : Verdict.LATE_ONSET,
                    Level.SUSPECTED,
                    Optional.of(Attribution.BEFORE_AFTER)));
        }
        boolean certified = findings.concurrent().isPresent()
                && test.bounds(findings.concurrent().get(), window.keys())[0] >= signal.multiple();
        return Optional.of(new Finding(
                Verdict.SURGE,
                capped(certified ? Level.CERTIFIED : Level.CONFIRMED),
                Optional.of(Attribution.CONCURRENT_CONTROL)));
    }

    /**
     * That the ratio is below 1 / r0.
     *
     * @param recent ratio of the last windows
     * @param expectedEvents events expected since the upgrade
     */
    Optional<Finding> fall(RecentRatio recent, double expectedEvents) {
        double threshold = logThreshold();
        boolean sustained = recent.isAtMost(1 / nullRatio()) && expectedEvents >= MIN_EVENTS;
        boolean causal = findings.logConcurrentDown() >= threshold;
        Optional<Estimate> estimate = causal ? findings.concurrent() : findings.beforeAfter();
        if (sustained
                && findings.logDown() >= threshold
                && estimate.isPresent()
                && estimate.get().ratio() <= 1 / leastRatio()
                && matters(1 - estimate.get().ratio())
                && test.standsWithoutTopNode(window.upgraded(), window.background(), causal, false)) {
            return Optional.of(new Finding(
                    Verdict.DECREASED,
                    causal ? capped(Level.CONFIRMED) : Level.SUSPECTED,
                    Optional.of(causal ? Attribution.CONCURRENT_CONTROL : Attribution.BEFORE_AFTER)));
        }
        return Optional.empty();
    }

    /** A variance learned from few nodes is not worth a page. */
    private Level capped(Level level) {
        return window.background().learnedFrom() < MIN_BACKGROUND_NODES ? Level.SUSPECTED : level;
    }

    /** Whether a change of that share of the baseline is worth a word. */
    boolean matters(double change) {
        return change * window.fleetBaseline() >= signal.floor();
    }

    private double nullRatio() {
        return Sequential.nullRatio(signal, settings.strict());
    }

    private double leastRatio() {
        return Sequential.leastRatio(signal);
    }

    /** ln(keys / budget); each episode after the first has half the budget of the one before. */
    private double logThreshold() {
        return Math.log(window.keys() / settings.errorBudget()) + episodes * Math.log(2);
    }

    /** How sure the estimate is; empty without an estimate. */
    Optional<Certainty> certainty() {
        Optional<Estimate> estimate =
                findings.concurrent().isPresent() ? findings.concurrent() : findings.beforeAfter();
        return estimate.map(e -> {
            double[] bounds = test.bounds(e, window.keys());
            Map<String, Double> shares = new TreeMap<>();
            shares.put("nodes", e.ofNodes() / e.variance());
            shares.put("index", e.ofIndex() / e.variance());
            shares.put("zones", e.ofZones() / e.variance());
            shares.put("drift", e.ofDrift() / e.variance());
            return new Certainty(
                    e.ratio(),
                    bounds[0],
                    bounds[1],
                    e.standardError(),
                    Math.max(findings.logUp(), findings.logDown()),
                    logThreshold(),
                    settings.errorBudget(),
                    window.keys(),
                    findings.surging(),
                    shares);
        });
    }
}
