package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An anomaly from its first change to its last, in words: what is known, how well, and what is not. */
public final class Explanation {
    private final List<Anomaly> changes;
    private final Anomaly first;
    private final Anomaly last;
    private final Anomaly telling;

    /**
     * Explains an anomaly.
     *
     * @param changes its changes in their order, at least one
     */
    public Explanation(List<Anomaly> changes) {
        this.changes = List.copyOf(changes);
        this.first = changes.get(0);
        this.last = changes.get(changes.size() - 1);
        this.telling = telling(changes);
    }

    /**
     * The change whose figures are told: the last one before the end; where the nodes have left the candidate, the last one of
     * those with the most of them.
     */
    private static Anomaly telling(List<Anomaly> changes) {
        Optional<Resolution> end = changes.get(changes.size() - 1).resolution();
        boolean left =
                end.equals(Optional.of(Resolution.ROLLED_BACK)) || end.equals(Optional.of(Resolution.SUPERSEDED));
        Anomaly telling = changes.get(0);
        for (Anomaly change : changes) {
            boolean open = change.state() == State.OPEN || change.state() == State.UPDATED;
            if (open && (!left || judged(change) >= judged(telling))) {
                telling = change;
            }
        }
        return telling;
    }

    private static int judged(Anomaly change) {
        return change.evidence().judgedNodes();
    }

    /** The text, without a line end. */
    public String text() {
        Sections report = new Sections();
        report.title(AnomalyTitle.of(telling));
        if (telling.verdict() == Verdict.BLIND) {
            return blind(report);
        }
        report.title(first.key().workload().key() + ", signal " + first.key().signal()
                + first.key().group() + ", " + first.fromVersion() + " -> " + first.toVersion() + ", id " + first.id());
        whatHappened(report.section("What happened"));
        report.section("The course");
        changes.forEach(change -> report.say(course(change)));
        new Confidence(changes, telling).say(report);
        nodes(report);
        if (AnomalyWords.hasProjection(telling)) {
            projection(report.section("At full roll-out"));
        }
        report.section("What else was seen");
        report.say(
                telling.evidence().confounders().isEmpty()
                        ? "Nothing that is watched for: no covariate moved, no unchanged node restarted."
                        : "In the same interval " + AnomalyWords.confounders(telling.evidence())
                                + ". It may explain a part.");
        comparison(report.section("Compared with what"));
        report.section("What to check next");
        advice().forEach(report::say);
        report.say("Rates by version: upsurge tail version-rates --from beginning --no-follow");
        report.section("Work it out again");
        report.say("upsurge explain " + first.id() + " --recompute");
        return report.toString();
    }

    private String blind(Sections report) {
        report.title(first.key().workload().key() + ", id " + first.id());
        report.section("What happened");
        report.say("From " + Figures.instant(first.openedAtMs()) + " on: " + AnomalyWords.blind(telling) + ".");
        report.say("It is no guess: nothing came, while the clock of the cluster went on. "
                + first.evidence().knownNodes() + " nodes were known.");
        report.say("Rule: " + last.rule() + ".");
        report.say(outcome());
        report.section("What it means for other verdicts");
        report.say("None follows from silence while it is blind. What is open stays open.");
        report.section("What to check next");
        new Advice(last, telling).lines().forEach(report::say);
        report.say("Rates by version: upsurge tail version-rates --from beginning --no-follow");
        report.section("Work it out again");
        report.say("upsurge explain " + first.id() + " --recompute");
        return report.toString();
    }

    private void whatHappened(Sections report) {
        report.say("From " + Figures.instant(first.firstUpgradeAtMs()) + " on, nodes moved from " + first.fromVersion()
                + " to " + first.toVersion() + ".");
        report.say(happened());
        report.say("Rule: " + last.rule() + ".");
        report.say(outcome());
    }

    /** The change whose figures are told. */
    public Anomaly telling() {
        return telling;
    }

    /** What a person may look at next, a sentence or command each; names in it are not escaped. */
    public List<String> advice() {
        return new Advice(last, telling).lines();
    }

    /** Whether it is over, and how it ended; names in it are not escaped. */
    public String outcome() {
        return last.resolution().isPresent()
                ? "It ended at " + Figures.instant(last.atMs()) + ": " + ending(last) + "."
                : "It is open as of " + Figures.instant(last.atMs()) + ".";
    }

    /** What happened on the nodes that moved, in a sentence. */
    public String happened() {
        Evidence evidence = telling.evidence();
        String noun = Measure.noun(telling.kind());
        String values = Measure.change(telling.kind(), evidence.baselineRate(), evidence.candidateRate())
                + " (expected -> seen)";
        return switch (telling.verdict()) {
            case SURGE -> "On the nodes that moved the " + noun + " rose: " + values + ".";
            case NEW_CALLS -> "On the nodes that moved there are " + noun + " where there were none: " + values + ".";
            case DECREASED -> "On the nodes that moved the " + noun + " fell: " + values + ".";
            case FLEET_WIDE ->
                "The " + noun + " rose by the multiple of " + Figures.times(telling.multiple())
                        + " on nodes that had not moved, too: it is not this version alone.";
            case LATE_ONSET ->
                "On the nodes that moved the " + noun + " rose, long after the last of them had moved: " + values + ".";
            case TRANSIENT ->
                "On the nodes that moved the " + noun + " rose and fell back by itself soon after: " + values + ".";
            case BLIND -> AnomalyWords.blind(telling);
        };
    }

    private static String ending(Anomaly end) {
        if (end.verdict() == Verdict.BLIND) {
            return end.resolution().equals(Optional.of(Resolution.RECOVERED))
                    ? "something came again"
                    : "nothing came for so long that nothing is expected any more";
        }
        String how =
                switch (end.resolution().orElseThrow()) {
                    case RECOVERED -> "it fell back while " + end.toVersion() + " still runs";
                    case ROLLED_BACK -> "the nodes returned to the version they came from";
                    case SUPERSEDED -> "the nodes moved on to a third version";
                    case EXPIRED -> "it stood for too long";
                };
        return end.verdict() == Verdict.TRANSIENT ? how + ", so soon that it was an effect of the start" : how;
    }

    private static String course(Anomaly change) {
        Evidence evidence = change.evidence();
        String ratio = evidence.ratio().isPresent()
                ? Figures.times(evidence.ratio().getAsDouble())
                : Measure.value(change.kind(), evidence.candidateRate());
        String odds = evidence.certainty()
                .map(certainty -> ", " + Figures.atLeast(certainty.lower()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s  %-8s  %-9s  %5s%s; %d of %d nodes above, %d of %d upgraded, %d controls",
                Figures.instant(change.atMs()),
                AnomalyWords.word(change.state()),
                AnomalyWords.word(change.level()),
                ratio,
                odds,
                evidence.aboveNodes(),
                evidence.judgedNodes(),
                evidence.upgradedNodes(),
                evidence.knownNodes(),
                evidence.controlNodes());
    }

    private void nodes(Sections report) {
        Evidence evidence = telling.evidence();
        report.section("Nodes, at " + Figures.instant(telling.atMs()));
        report.say("Used: " + evidence.judgedNodes() + " that moved, settled, with a baseline of their own; "
                + evidence.aboveNodes() + " of them above " + Figures.times(telling.multiple()) + ".");
        report.say("Controls: " + evidence.controlNodes() + " still on their baseline version.");
        if (evidence.excludedNodes().isEmpty()) {
            report.say("Left out: none.");
        }
        evidence.excludedNodes().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(reason -> report.say(
                        "Left out: " + reason.getValue() + " " + reason.getKey() + whyExcluded(reason.getKey()) + "."));
        if (!evidence.topNodes().isEmpty()) {
            report.say("Most extra: " + AnomalyWords.topNodes(telling) + ".");
        }
        report.say(Figures.percent(evidence.completeness()) + " of the last window was scraped.");
    }

    private static String whyExcluded(String reason) {
        return switch (reason) {
            case "warming" -> ": restarted so lately that the calls of the start still count";
            case "pending" -> ": a restart without a roll-out fact, or a fact without a restart";
            case "no-baseline" -> ": new, or not watched long enough before they moved";
            case "unobserved" -> ": not scraped in the last window";
            default -> "";
        };
    }

    private void projection(Sections report) {
        report.say(AnomalyWords.projection(telling) + ".");
        if (telling.budgetPerSecond().isEmpty()) {
            report.say("The signal has no budget to compare it with; `budget` in the configuration sets one.");
        }
    }

    private void comparison(Sections report) {
        if (telling.attribution().isEmpty()) {
            report.say("The same nodes before, corrected by what nodes that had not changed did.");
            report.say("The rule in use does not tell whether enough of those were left.");
            return;
        }
        switch (telling.attribution().get()) {
            case CONCURRENT_CONTROL -> {
                report.say("Nodes that had not changed yet, at the same time, each measured by its own past.");
                report.say("Time of day, load and anything else that meets all nodes alike is taken out.");
                report.say(
                        "What came with the upgrade on the same nodes is not: a second container, a setting, a restart.");
            }
            case BEFORE_AFTER -> {
                report.say("The same nodes before they moved. Too few unchanged nodes were left to compare with.");
                report.say("Whatever changed on all nodes at that time looks the same, so it is suspected at most.");
            }
            case FLEET_WIDE -> {
                report.say("Nodes that had not changed: they moved alike.");
                report.say("The cause meets the whole fleet. Whether the upgrade plays a part cannot be told.");
            }
        }
        report.say("No cause is claimed.");
    }
}
