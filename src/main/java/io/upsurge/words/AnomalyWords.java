package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What an anomaly holds, fact by fact, in plain words; names in it are not escaped yet. */
public final class AnomalyWords {
    private AnomalyWords() {}

    /** A constant as a word: {@code rolled back}. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The rates: {@code 12 -> 31.2 calls/min per node, 2.6x over the last windows}. */
    public static String rates(Anomaly anomaly) {
        Evidence evidence = anomaly.evidence();
        String rates = Measure.change(anomaly.kind(), evidence.baselineRate(), evidence.candidateRate());
        return evidence.ratio().isPresent()
                ? rates + ", " + Figures.times(evidence.ratio().getAsDouble()) + " over the last windows"
                : rates + ", the baseline is near zero";
    }

    /** How sure: the level, and the evidence it rests on. */
    public static String sure(Anomaly anomaly) {
        String level = word(anomaly.level());
        if (anomaly.evidence().certainty().isEmpty()) {
            return level
                    + switch (anomaly.level()) {
                        case SUSPECTED -> ": the plain rule holds, which has no error bound";
                        case CONFIRMED, CERTIFIED ->
                            anomaly.verdict() == Verdict.NEW_CALLS ? ": new here, and unchanged nodes have none" : "";
                    };
        }
        Certainty certainty = anomaly.evidence().certainty().get();
        return level + ": evidence now " + Odds.of(certainty.logEvidence()) + ", "
                + Odds.of(certainty.logThreshold()) + " confirms; a false confirmation in "
                + Odds.oneIn(certainty.errorBudget()) + " roll-outs over " + certainty.keys()
                + (certainty.keys() == 1 ? " key" : " keys");
    }

    /** The ratio since the upgrade with its bounds. */
    public static String bounds(Certainty certainty) {
        return Figures.times(certainty.estimate()) + " since the upgrade, " + Figures.atLeast(certainty.lower()) + ", "
                + Figures.atMost(certainty.upper());
    }

    /** What it was compared with. */
    public static String against(Anomaly anomaly) {
        if (anomaly.attribution().isEmpty()) {
            return "the same nodes before, corrected by what nodes that had not changed did";
        }
        return switch (anomaly.attribution().get()) {
            case CONCURRENT_CONTROL -> "nodes that had not changed yet, at the same time";
            case BEFORE_AFTER -> "the same nodes before, without enough nodes that had not changed";
            case FLEET_WIDE -> "nodes that had not changed: they moved alike";
        };
    }

    /** Nodes judged, above, upgraded, controls, left out. */
    public static String nodes(Anomaly anomaly) {
        Evidence evidence = anomaly.evidence();
        String text = evidence.aboveNodes() + " of " + evidence.judgedNodes() + " judged nodes above "
                + Figures.times(anomaly.multiple()) + "; " + evidence.upgradedNodes() + " of " + evidence.knownNodes()
                + " upgraded, " + evidence.controlNodes() + " on their baseline version";
        return evidence.excludedNodes().isEmpty() ? text : text + "; left out: " + counts(evidence.excludedNodes());
    }

    /** The nodes with the most extra calls. */
    public static String topNodes(Anomaly anomaly) {
        StringJoiner nodes = new StringJoiner(", ");
        anomaly.evidence().topNodes().forEach(node -> nodes.add(Measure.node(anomaly.kind(), node)));
        return nodes.toString();
    }

    /** Whether there are calls to project: a mean or a share has none. */
    public static boolean hasProjection(Anomaly anomaly) {
        return anomaly.kind() == Kind.RATE;
    }

    /** Extra calls now and calls at full roll-out, against the budget. */
    public static String projection(Anomaly anomaly) {
        Evidence evidence = anomaly.evidence();
        double extra = evidence.extraCallsPerSecond();
        String text = Figures.amount(Math.abs(extra)) + (extra < 0 ? " fewer" : " extra") + " calls/s now; "
                + Figures.amount(evidence.projectedCallsPerSecond()) + " calls/s once all " + evidence.knownNodes()
                + " nodes are upgraded";
        if (anomaly.budgetPerSecond().isEmpty()) {
            return text;
        }
        double budget = anomaly.budgetPerSecond().getAsDouble();
        String kept = evidence.projectedCallsPerSecond() > budget ? "above" : "within";
        return text + ", " + kept + " the budget of " + Figures.amount(budget);
    }

    /** What else was seen: {@code awscni_eni_allocated changed on 3 nodes}. */
    public static String confounders(Evidence evidence) {
        StringJoiner seen = new StringJoiner(", ");
        new TreeMap<>(evidence.confounders())
                .forEach((name, nodes) -> seen.add(name + " on " + nodes + (nodes == 1 ? " node" : " nodes")));
        return seen.toString();
    }

    /** What a blind workload cannot be told of: what is missing, and what follows. */
    public static String blind(Anomaly anomaly) {
        return switch (GroupValues.of(anomaly.key().group())) {
            case "samples" -> "no node of it is scraped, so that nothing can be judged";
            case "rollouts" -> "nobody says any more what its nodes run, so that a version may be taken for another";
            default -> anomaly.key().group();
        };
    }

    /** What must not be read into it. */
    public static String notSaid(Anomaly anomaly) {
        if (anomaly.verdict() == Verdict.FLEET_WIDE) {
            return "a cause; nodes that had not changed moved too, so it is not the upgrade alone";
        }
        return "a cause; what else came with the upgrade looks the same";
    }

    /** Counts by name, in the order of the names: {@code 1 pending, 2 warming}. */
    public static String counts(Map<String, Integer> counts) {
        StringJoiner reasons = new StringJoiner(", ");
        new TreeMap<>(counts).forEach((reason, count) -> reasons.add(count + " " + reason));
        return reasons.toString();
    }

    /** State, resolution, verdict, level, change and episode. */
    public static String state(Anomaly anomaly) {
        String resolution =
                anomaly.resolution().map(reason -> " (" + word(reason) + ")").orElse("");
        String state = word(anomaly.state()) + resolution + ", " + word(anomaly.verdict()) + ", "
                + word(anomaly.level()) + ", change " + anomaly.sequence() + " of episode " + anomaly.episode();
        return anomaly.verdict() == Verdict.BLIND
                ? state
                : state + ", " + Figures.percent(anomaly.evidence().completeness()) + " of the last window scraped";
    }
}
