package io.upsurge.view;

import io.upsurge.view.GateVerdict.Answer;
import io.upsurge.view.GateVerdict.KeyAnswer;
import io.upsurge.words.Figures;
import io.upsurge.words.Sections;
import java.util.Locale;

/** A verdict for a reader: the answer first, then what it rests on. */
public final class GateText {
    private GateText() {}

    /** The verdict as text without the last line end. */
    public static String of(GateVerdict verdict) {
        Sections text = new Sections().title(verdict.verdict() + "  " + verdict.summary());
        text.section("Candidate");
        text.say(verdict.namespace() + '/' + verdict.daemonset() + ' ' + verdict.container() + " in "
                + verdict.cluster());
        if (!verdict.to().isEmpty()) {
            text.say((verdict.from().isEmpty() ? "" : verdict.from() + " -> ") + verdict.to() + ", on "
                    + verdict.upgradedNodes() + " of " + verdict.knownNodes() + " nodes");
        }
        if (verdict.asOfMs() > 0) {
            text.say("as of " + Figures.instant(verdict.asOfMs()));
        }
        if (!verdict.missing().isEmpty()) {
            text.section("Missing");
            verdict.missing().forEach(text::say);
        }
        for (Answer answer : Answer.values()) {
            if (verdict.keys().stream().anyMatch(key -> key.answer() == answer)) {
                text.section(title(answer));
                verdict.keys().stream().filter(key -> key.answer() == answer).forEach(key -> text.say(line(key)));
            }
        }
        return text.toString();
    }

    private static String title(Answer answer) {
        return switch (answer) {
            case FAIL -> "Fails";
            case INSUFFICIENT -> "Not decided";
            case PASS -> "Passes";
        };
    }

    private static String line(KeyAnswer key) {
        String name = key.signal() + (key.group().isEmpty() ? "" : ' ' + key.group());
        String nodes = key.anomaly().isEmpty()
                ? String.format(Locale.ROOT, " (%d nodes, %d controls)", key.judgedNodes(), key.controlNodes())
                : " (anomaly " + key.anomaly() + ')';
        return name + ": " + key.why() + nodes;
    }
}
