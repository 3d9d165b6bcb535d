package io.upsurge.words;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.SignalKey;
import java.util.Locale;

/** A state change of an anomaly as the person on call reads it: title, then a fact a line, what matters first. */
public final class AnomalyText {

    private AnomalyText() {}

    /**
     * The text, without a line end.
     *
     * @param anomaly any state change of an anomaly
     */
    public static String of(Anomaly anomaly) {
        Anomaly.Evidence evidence = anomaly.evidence();
        SignalKey key = anomaly.key();
        Lines lines = new Lines(anomaly.state() + " " + AnomalyTitle.of(anomaly));
        if (anomaly.verdict() == Verdict.BLIND) {
            return blind(anomaly, lines);
        }
        lines.add("where", key.workload().key() + ", signal " + key.signal() + key.group());
        lines.add("change", anomaly.fromVersion() + " -> " + anomaly.toVersion());
        lines.add(Measure.noun(anomaly.kind()), AnomalyWords.rates(anomaly));
        lines.add("sure", AnomalyWords.sure(anomaly));
        evidence.certainty().ifPresent(certainty -> lines.add("bounds", AnomalyWords.bounds(certainty)));
        lines.add("against", AnomalyWords.against(anomaly));
        lines.add("nodes", AnomalyWords.nodes(anomaly));
        if (!evidence.topNodes().isEmpty()) {
            lines.add("top", AnomalyWords.topNodes(anomaly));
        }
        if (AnomalyWords.hasProjection(anomaly)) {
            lines.add("roll-out", AnomalyWords.projection(anomaly));
        }
        lines.add("since", since(anomaly));
        if (!evidence.confounders().isEmpty()) {
            lines.add("also", "seen in the same interval: " + AnomalyWords.confounders(evidence));
        }
        lines.add("not said", AnomalyWords.notSaid(anomaly));
        lines.add("state", AnomalyWords.state(anomaly));
        lines.add("rule", anomaly.rule());
        lines.add("id", anomaly.id() + ", more by: upsurge explain " + anomaly.id());
        return lines.toString();
    }

    private static String blind(Anomaly anomaly, Lines lines) {
        lines.add("where", anomaly.key().workload().key());
        lines.add("blind", AnomalyWords.blind(anomaly));
        lines.add("nodes", anomaly.evidence().knownNodes() + " known");
        lines.add("since", Figures.instant(anomaly.openedAtMs()) + "; this change " + Figures.instant(anomaly.atMs()));
        lines.add("not said", "that nothing is wrong; while it is blind, silence means nothing");
        lines.add("state", AnomalyWords.state(anomaly));
        lines.add("rule", anomaly.rule());
        lines.add("id", anomaly.id() + ", more by: upsurge explain " + anomaly.id());
        return lines.toString();
    }

    private static String since(Anomaly anomaly) {
        return Figures.instant(anomaly.openedAtMs()) + "; first upgrade " + Figures.instant(anomaly.firstUpgradeAtMs())
                + "; this change " + Figures.instant(anomaly.atMs());
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
