package io.upsurge.report;

import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.words.Figures;
import io.upsurge.words.Measure;
import io.upsurge.words.Odds;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why nothing was said of a key.
 *
 * @param outcome in a word
 * @param why in a sentence
 */
public record KeyVerdict(Outcome outcome, String why) {
    private static final int MIN_NODES = 3;
    private static final int MIN_CONTROLS = 3;
    /** A ratio so near to one that nobody would call it a change. */
    private static final double NOTICED = 1.1;

    /**
     * How a candidate stood when it was last seen.
     *
     * @param observed whether any settled upgraded node was observed
     * @param baselineRate what the baselines let expect, calls per second and node; for a mean or share its value
     * @param candidateRate what the upgraded nodes did, in the same unit
     * @param ratio ratio over the last windows; empty where the baseline is near zero
     * @param bounds what is known of the ratio since the upgrade
     * @param nodes upgraded nodes that settled and had a past of their own
     * @param knownNodes known nodes of the workload
     * @param controls most nodes that had not changed while some had settled
     */
    public record Stood(
            boolean observed,
            double baselineRate,
            double candidateRate,
            OptionalDouble ratio,
            Optional<Bounds> bounds,
            int nodes,
            int knownNodes,
            int controls) {}

    /** Of a key that no candidate was judged for. */
    public static KeyVerdict noUpgrade() {
        return new KeyVerdict(Outcome.NO_UPGRADE, "No node moved to another version, so there is nothing to compare.");
    }

    /** Of a key that has an anomaly. */
    public static KeyVerdict found(String title) {
        return new KeyVerdict(Outcome.FOUND, title + '.');
    }

    /** Of a key without an anomaly. */
    public static KeyVerdict silent(Signal signal, Stood stood) {
        if (!stood.observed() || stood.nodes() == 0) {
            return new KeyVerdict(
                    Outcome.INSUFFICIENT_DATA,
                    "No upgraded node that settled and had a baseline of its own was observed.");
        }
        if (stood.ratio().isEmpty()) {
            return new KeyVerdict(
                    Outcome.NEAR_ZERO,
                    "The baseline is near zero, so a ratio would mean nothing; the upgraded nodes make "
                            + (signal.kind() == Kind.RATE
                                    ? Measure.value(signal.kind(), stood.candidateRate()) + " calls/min per node."
                                    : "too few calls to speak of."));
        }
        if (stood.nodes() < MIN_NODES) {
            return new KeyVerdict(
                    Outcome.INSUFFICIENT_DATA,
                    "Only " + stood.nodes() + " upgraded nodes settled and had a baseline of their own; " + MIN_NODES
                            + " are needed.");
        }
        Optional<Bounds> known = stood.bounds();
        double ratio = known.map(Bounds::estimate).orElse(stood.ratio().getAsDouble());
        String is = "It is " + Figures.times(ratio)
                + known.map(c -> ", " + Figures.atLeast(c.lower()) + " and " + Figures.atMost(c.upper()))
                        .orElse("");
        return judged(signal, stood, known, ratio, is);
    }

    private static KeyVerdict judged(Signal signal, Stood stood, Optional<Bounds> known, double ratio, String is) {
        String multiple = Figures.times(signal.multiple());
        if (known.isPresent() && known.get().upper() < signal.multiple()) {
            boolean same = ratio < NOTICED && ratio > 1 / NOTICED;
            return new KeyVerdict(
                    Outcome.CLEAN,
                    is + ": a rise by the multiple of " + multiple + " is excluded"
                            + (same ? "." : ", though the estimate is not 1x."));
        }
        double extra = (ratio - 1) * stood.baselineRate();
        double atStake = signal.kind() == Kind.RATE ? extra * stood.knownNodes() : extra;
        if (ratio >= NOTICED && atStake < signal.floor()) {
            return new KeyVerdict(
                    Outcome.BELOW_FLOOR,
                    is + "; the difference is " + Figures.amount(atStake) + ", below the floor of "
                            + Figures.amount(signal.floor()) + floorUnit(signal.kind()) + '.');
        }
        if (stood.controls() < MIN_CONTROLS) {
            return new KeyVerdict(
                    Outcome.NO_CONTROL,
                    is + ", but hardly any node was left that had not changed (" + stood.controls()
                            + "), so it cannot be told apart from the rest of the day.");
        }
        if (known.isPresent() && known.get().logEvidence() >= known.get().logThreshold()) {
            return new KeyVerdict(
                    Outcome.BELOW_MULTIPLE,
                    is + ": it changed, by less than the multiple of " + multiple
                            + " asks for, or hangs on single nodes.");
        }
        return new KeyVerdict(
                Outcome.NOT_ENOUGH_EVIDENCE,
                is + "; evidence "
                        + known.map(c -> Odds.of(c.logEvidence()) + ", " + Odds.of(c.logThreshold()) + " confirms")
                                .orElse("is not computed by this rule")
                        + ". A rise by " + multiple + " is not excluded either.");
    }

    private static String floorUnit(Kind kind) {
        return switch (kind) {
            case RATE -> " calls/s over the fleet";
            case MEAN -> " in the unit of the metric";
            case SHARE -> " of the calls";
        };
    }
}
