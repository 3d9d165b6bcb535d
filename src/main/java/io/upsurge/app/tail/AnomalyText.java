package io.upsurge.app.tail;

import io.upsurge.model.Anomaly;
import io.upsurge.model.SignalKey;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A state change of an anomaly as the person on call reads it: title, then a fact a line. */
public final class AnomalyText implements Printer<Anomaly> {

    @Override
    public String print(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        SignalKey key = anomaly.key();
        Lines lines = new Lines(anomaly.state() + " " + AnomalyTitle.of(anomaly));
        lines.add("where", key.workload().key() + ", signal " + key.signal() + key.group());
        lines.add("change", anomaly.fromVersion() + " -> " + anomaly.toVersion());
        lines.add("rate", rate(anomaly));
        lines.add("nodes", nodes(evidence, anomaly.multiple()));
        if (!evidence.topNodes().isEmpty()) {
            lines.add("top", topNodes(evidence));
        }
        lines.add("roll-out", projection(anomaly));
        lines.add("since", since(anomaly));
        lines.add("state", state(anomaly));
        lines.add("rule", anomaly.rule());
        lines.add("id", anomaly.id());
        return lines.toString();
    }

    private static String rate(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        String rates = Figures.perMinute(evidence.baselineRate()) + " -> " + Figures.perMinute(evidence.candidateRate())
                + " calls/min per node";
        return evidence.ratio().isPresent()
                ? rates + ", " + Figures.times(evidence.ratio().getAsDouble())
                : rates + ", the baseline is near zero";
    }

    private static String nodes(Anomaly.Evidence evidence, double multiple) {
        String text = evidence.aboveNodes() + " of " + evidence.judgedNodes() + " judged nodes above "
                + Figures.times(multiple) + "; " + evidence.upgradedNodes() + " of " + evidence.knownNodes()
                + " upgraded, " + evidence.controlNodes() + " on their baseline version";
        Map<String, Integer> excluded = new TreeMap<>(evidence.excludedNodes());
        StringJoiner reasons = new StringJoiner(", ", "; left out: ", "").setEmptyValue("");
        excluded.forEach((reason, count) -> reasons.add(count + " " + reason));
        return text + reasons;
    }

    private static String topNodes(Anomaly.Evidence evidence) {
        StringJoiner nodes = new StringJoiner(", ");
        evidence.topNodes()
                .forEach(node -> nodes.add(node.node() + " " + Figures.perMinute(node.baselineRate()) + " -> "
                        + Figures.perMinute(node.candidateRate()) + "/min"));
        return nodes.toString();
    }

    private static String projection(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        String text = Figures.amount(evidence.extraCallsPerSecond()) + " extra calls/s now; "
                + Figures.amount(evidence.projectedCallsPerSecond()) + " calls/s once all " + evidence.knownNodes()
                + " nodes are upgraded";
        if (anomaly.budgetPerSecond().isEmpty()) {
            return text;
        }
        double budget = anomaly.budgetPerSecond().getAsDouble();
        String kept = evidence.projectedCallsPerSecond() > budget ? "above" : "within";
        return text + ", " + kept + " the budget of " + Figures.amount(budget);
    }

    private static String since(Anomaly anomaly) {
        return Figures.instant(anomaly.openedAtMs()) + "; first upgrade " + Figures.instant(anomaly.firstUpgradeAtMs())
                + "; this change " + Figures.instant(anomaly.atMs());
    }

    private static String state(Anomaly anomaly) {
        String resolution =
                anomaly.resolution().map(reason -> " (" + words(reason) + ")").orElse("");
        return words(anomaly.state()) + resolution + ", " + words(anomaly.verdict()) + ", " + words(anomaly.level())
                + ", change " + anomaly.sequence() + " of episode " + anomaly.episode() + ", "
                + Figures.percent(anomaly.evidence().completeness()) + " of the last window scraped";
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static final class Lines {
        private final StringBuilder text;

        Lines(String title) {
            text = new StringBuilder(title);
        }

        void add(String name, String content) {
            text.append('\n').append(String.format(Locale.ROOT, "  %-9s", name)).append(OneLine.of(content));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
