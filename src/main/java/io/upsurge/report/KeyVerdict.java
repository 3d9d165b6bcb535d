package io.upsurge.report;

import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.words.Figures;
import io.upsurge.words.Measure;
import io.upsurge.words.Odds;
import java.util.Optional;

/**
 * Why nothing was said of a key.
 *
 * @param outcome in a word
 * @param why in a sentence
 */
record KeyVerdict(Outcome outcome, String why) {
    private static final int MIN_NODES = 3;
    private static final int MIN_CONTROLS = 3;
    /** A ratio so near to one that nobody would call it a change. */
    private static final double NOTICED = 1.1;

    /**
     * How a candidate stood when it was last seen.
     *
     * @param assessment how it stood
     * @param nodes upgraded nodes that settled and had a past of their own
     * @param knownNodes known nodes of the workload
     * @param controls most nodes that had not changed while some had settled
     */
    record Stood(Assessment assessment, int nodes, int knownNodes, int controls) {}

    /** Of a key that no candidate was judged for. */
    static KeyVerdict noUpgrade() {
        return new KeyVerdict(Outcome.NO_UPGRADE, "No node moved to another version, so there is nothing to compare.");
    }

    /** Of a key that has an anomaly. */
    static KeyVerdict found(String title) {
        return new KeyVerdict(Outcome.FOUND, title + '.');
    }

    /** Of a key without an anomaly. */
    static KeyVerdict silent(Signal signal, Stood stood) {
        Assessment last = stood.assessment();
        if (!last.observed() || stood.nodes() == 0) {
            return new KeyVerdict(
                    Outcome.INSUFFICIENT_DATA,
                    "No upgraded node that settled and had a baseline of its own was observed.");
        }
        if (last.ratio().isEmpty()) {
            return new KeyVerdict(
                    Outcome.NEAR_ZERO,
                    "The baseline is near zero, so a ratio would mean nothing; the upgraded nodes make "
                            + (signal.kind() == Kind.RATE
                                    ? Measure.value(signal.kind(), last.candidateRate()) + " calls/min per node."
                                    : "too few calls to speak of."));
        }
        if (stood.nodes() < MIN_NODES) {
            return new KeyVerdict(
                    Outcome.INSUFFICIENT_DATA,
                    "Only " + stood.nodes() + " upgraded nodes settled and had a baseline of their own; " + MIN_NODES
                            + " are needed.");
        }
        Optional<Certainty> known = last.certainty();
        double ratio = known.map(Certainty::estimate).orElse(last.ratio().getAsDouble());
        String is = "It is " + Figures.times(ratio)
                + known.map(c -> ", " + Figures.atLeast(c.lower()) + " and " + Figures.atMost(c.upper()))
                        .orElse("");
        return judged(signal, stood, known, ratio, is);
    }

    private static KeyVerdict judged(Signal signal, Stood stood, Optional<Certainty> known, double ratio, String is) {
        String multiple = Figures.times(signal.multiple());
        if (known.isPresent() && known.get().upper() < signal.multiple()) {
            boolean same = ratio < NOTICED && ratio > 1 / NOTICED;
            return new KeyVerdict(
                    Outcome.CLEAN,
                    is + ": a rise by the multiple of " + multiple + " is excluded"
                            + (same ? "." : ", though the estimate is not 1x."));
        }
        double extra = (ratio - 1) * stood.assessment().baselineRate();
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
