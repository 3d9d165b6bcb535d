package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person may look at next. Nothing of it is done here. */
final class Advice {
    private static final double WELL_SCRAPED = 0.9;
    /** Names as Kubernetes allows them; others are not put into a command. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

    private final Anomaly last;
    private final Anomaly telling;

    /**
     * Of an anomaly.
     *
     * @param last its last change
     * @param telling the change whose figures are told
     */
    Advice(Anomaly last, Anomaly telling) {
        this.last = last;
        this.telling = telling;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Evidence evidence = telling.evidence();
        if (!evidence.confounders().isEmpty()) {
            lines.add("What else was seen, above: does it explain the change on the nodes named at the top?");
        }
        if (evidence.excludedNodes().containsKey("pending")) {
            lines.add("Pending nodes: does the sender of roll-out facts reach the topic in time?");
        }
        if (telling.verdict() != Verdict.BLIND && evidence.completeness() < WELL_SCRAPED) {
            lines.add("Scrapes are missing: " + Figures.percent(evidence.completeness()) + " of the last window came.");
        }
        switch (telling.verdict()) {
            case SURGE, NEW_CALLS -> rise(lines);
            case DECREASED ->
                lines.add(
                        "Fewer may be meant: does the change log say so? If not, does the DaemonSet still do its work?");
            case FLEET_WIDE ->
                lines.add("What changed for all nodes at that time: load, another workload, the API itself?");
            case LATE_ONSET ->
                lines.add("What else changed shortly before " + Figures.instant(telling.openedAtMs())
                        + " on these nodes?");
            case TRANSIENT -> lines.add("Nothing, unless it comes again with the next roll-out.");
            case BLIND -> lines.addAll(blind());
        }
        if (Optional.of(Attribution.BEFORE_AFTER).equals(telling.attribution())) {
            lines.add("A slower roll-out (minReadySeconds) keeps unchanged nodes to compare with for longer.");
        }
        return lines;
    }

    private List<String> blind() {
        return switch (GroupValues.of(telling.key().group())) {
            case "samples" ->
                List.of(
                        "Does the sender of samples run, and does it still reach the pods of this DaemonSet?",
                        "Was the DaemonSet deleted, or has it no nodes left? Then this ends when its nodes are forgotten.");
            default ->
                List.of(
                        "Does what watches the Kubernetes API run, and may it still list the pods?",
                        "Was there a roll-out meanwhile? What was judged of it may rest on the version before.");
        };
    }

    private void rise(List<String> lines) {
        lines.add("The change log from " + telling.fromVersion() + " to " + telling.toVersion()
                + ": what makes these calls, and how often?");
        Workload workload = telling.key().workload();
        boolean named = NAME.matcher(workload.namespace()).matches()
                && NAME.matcher(workload.daemonset()).matches();
        if (last.state() == State.RESOLVED || !named) {
            return;
        }
        String kubectl = "kubectl -n " + workload.namespace() + ' ';
        if (telling.evidence().upgradedNodes() < telling.evidence().knownNodes()) {
            lines.add("To leave the other nodes as they are: " + kubectl + "patch daemonset " + workload.daemonset()
                    + " -p '{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"}}}'");
        }
        lines.add("To go back: " + kubectl + "rollout undo daemonset/" + workload.daemonset()
                + " (restarts it on every node that moved; going back has risks of its own)");
    }
}
