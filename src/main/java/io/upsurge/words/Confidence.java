package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How sure it is, why, and where the uncertainty comes from. */
final class Confidence {
    private final Anomaly deciding;
    private final Anomaly telling;

    /**
     * Of an anomaly.
     *
     * @param changes its changes in their order
     * @param telling the change whose figures are told
     */
    Confidence(List<Anomaly> changes, Anomaly telling) {
        // the first change of the highest level
        this.deciding = changes.stream()
                .max(Comparator.comparing(Anomaly::level)
                        .thenComparing(
                                Comparator.comparingInt(Anomaly::sequence).reversed()))
                .orElse(telling);
        this.telling = telling;
    }

    void say(Sections report) {
        report.section("How sure");
        report.say(AnomalyWords.word(deciding.level()) + " at " + Figures.instant(deciding.atMs()) + ": "
                + meaning(deciding) + ".");
        Optional<Certainty> decided = deciding.evidence().certainty();
        decided.ifPresent(certainty -> odds(report, certainty));
        Optional<Certainty> known = telling.evidence().certainty();
        known.ifPresent(certainty -> {
            report.say("Estimate: " + AnomalyWords.bounds(certainty) + ".");
            report.say("The bounds hold whenever one looks, and for all keys together, but for the error budget.");
            if (certainty.surgingNodes() > 0) {
                report.say(certainty.surgingNodes() + " nodes surge by themselves: three times what is expected.");
            }
            whereFrom(report, certainty);
        });
        if (known.isEmpty()) {
            report.say("There is no error bound: the rule gives none here.");
        }
    }

    private void odds(Sections report, Certainty certainty) {
        report.say("Evidence then: " + Odds.of(certainty.logEvidence())
                + ". One staked on a change, in a bet that is fair if nothing changed, would have become that much.");
        report.say("What confirms: " + Odds.of(certainty.logThreshold()) + ". A false confirmation is allowed in "
                + Odds.oneIn(certainty.errorBudget()) + " roll-outs, shared by " + certainty.keys()
                + (certainty.keys() == 1 ? " key." : " keys."));
        if (deciding.level() == Level.SUSPECTED && certainty.logEvidence() >= certainty.logThreshold()) {
            report.say("The evidence is enough, and yet it is only suspected: " + heldBack() + ".");
        }
    }

    private String heldBack() {
        return deciding.attribution().equals(Optional.of(Attribution.CONCURRENT_CONTROL))
                ? "a condition beside it does not hold, such as enough nodes, calls or controls to learn the noise from"
                : "it does not come from nodes that were compared at the same time";
    }

    private static String meaning(Anomaly anomaly) {
        if (anomaly.verdict() == Verdict.NEW_CALLS && anomaly.level() == Level.CONFIRMED) {
            return "nodes that had not changed were watched too, and have none";
        }
        return switch (anomaly.level()) {
            case SUSPECTED -> "it looks so, without proof; worth a look, not a page";
            case CONFIRMED -> "the evidence exceeds the error budget";
            case CERTIFIED -> "even the lower bound reaches the multiple of " + Figures.times(anomaly.multiple());
        };
    }

    private static void whereFrom(Sections report, Certainty certainty) {
        report.section("Where the uncertainty comes from");
        certainty.varianceShares().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(share -> !percent(share.getValue()).equals("0%"))
                .forEach(share -> report.say(
                        String.format(Locale.ROOT, "%4s  %s", percent(share.getValue()), source(share.getKey()))));
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? Math.round(share * 100) + "%" : "?";
    }

    private static String source(String name) {
        return switch (name) {
            case "nodes" ->
                "upgraded nodes: few of them yet, or they stray from their own past. More nodes and time help.";
            case "index" ->
                "fleet index: the unchanged nodes that set the measure are few, or stray. More of them help.";
            case "zones" -> "zones: they do not move alike, and were not upgraded alike. Upgrading across zones helps.";
            case "drift" -> "drift: time that passed without unchanged nodes. A slower roll-out helps.";
            default -> name;
        };
    }
}
