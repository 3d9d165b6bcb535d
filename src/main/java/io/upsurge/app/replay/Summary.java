package io.upsurge.app.replay;

import io.upsurge.app.replay.Outcome.Found;
import io.upsurge.model.Anomaly;
import io.upsurge.replay.ReplayTotals;
import io.upsurge.replay.Source.Input;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.Figures;
import io.upsurge.words.OneLine;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A replay as Markdown, the verdict first. The same for the same input and configuration, byte for byte. */
public final class Summary {
    private final Outcome outcome;
    private final Run run;
    private final StringBuilder text = new StringBuilder();

    /** A summary of a replay that is over. */
    public Summary(Outcome outcome, Run run) {
        this.outcome = outcome;
        this.run = run;
    }

    /** The text, which ends with a line end. */
    public String text() {
        text.setLength(0);
        line("# " + safe(outcome.verdict())).line("");
        if (!run.cuts().isEmpty()) {
            line("**Part of the input could not be read**, and what is in it is not judged:")
                    .line("");
            run.cuts().forEach(cut -> line("- " + safe(cut)));
            line("");
        }
        findings();
        judged();
        takenIn();
        inputs();
        line("## Again").line("");
        line("    " + OneLine.of(run.command())).line("");
        line("upsurge " + run.version() + ", configuration " + run.configHash()
                + ". The same input under the same configuration gives the same files, byte for byte.");
        return text.toString();
    }

    private void findings() {
        line("## Findings").line("");
        if (outcome.found().isEmpty()) {
            line("None.").line("");
            return;
        }
        line("| sure | what | where | opened | end | id |");
        line("| --- | --- | --- | --- | --- | --- |");
        for (Found found : outcome.found()) {
            Anomaly telling = found.telling();
            String end = found.last().resolution().map(Enum::name).orElse("open") + " "
                    + Figures.instant(found.last().atMs());
            line("| " + found.level() + " " + found.last().verdict() + " | " + safe(AnomalyTitle.of(telling)) + " | "
                    + safe(Outcome.text(telling.key())) + " | " + Figures.instant(telling.openedAtMs()) + " | " + end
                    + " | " + telling.id() + " |");
        }
        line("");
    }

    private void judged() {
        line("## Judged")
                .line("")
                .line("| key | windows and versions with a rate |")
                .line("| --- | ---: |");
        outcome.judged().forEach(each -> line("| " + safe(Outcome.text(each.key())) + " | " + each.windows() + " |"));
        line("");
    }

    private void takenIn() {
        ReplayTotals totals = outcome.totals();
        line("## Taken in").line("");
        line(counted(totals.scrapes()) + " scrapes with " + counted(totals.samples()) + " samples and "
                + counted(totals.facts()) + " roll-out facts"
                + (totals.scrapes() == 0
                        ? "."
                        : ", from " + Figures.instant(totals.firstMs()) + " to " + Figures.instant(totals.lastMs())
                                + '.'));
        if (totals.outside() > 0) {
            line("Outside of the asked range of time: " + counted(totals.outside()) + " records.");
        }
        if (totals.belated() > 0) {
            line(counted(totals.belated())
                    + " facts were observed later than the grace; they were taken at the instant "
                    + "they speak of, which a running pipeline could not have done.");
        }
        line("");
        if (totals.refused() > 0) {
            line("Refused: " + counted(totals.refused()) + " records, among them")
                    .line("");
            totals.refusals().forEach(refusal -> line("- " + safe(refusal)));
            line("");
        }
        Map<String, Long> events = new TreeMap<>();
        totals.events()
                .forEach((event, count) ->
                        events.put(event.name().toLowerCase(Locale.ROOT).replace('_', ' '), count));
        line("| met by the engine | times |").line("| --- | ---: |");
        events.forEach((event, count) -> line("| " + event + " | " + counted(count) + " |"));
        line("");
    }

    private void inputs() {
        line("## Input").line("").line("| name | bytes | SHA-256 |").line("| --- | ---: | --- |");
        for (Input input : run.inputs()) {
            line("| " + safe(input.name()) + " | " + (input.bytes() < 0 ? "" : counted(input.bytes())) + " | "
                    + input.sha256() + " |");
        }
        line("");
        if (!run.remarks().isEmpty()) {
            run.remarks().forEach(remark -> line("- " + safe(remark)));
            line("");
        }
    }

    private static String counted(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Text from outside, which must not become Markdown. */
    private static String safe(String text) {
        return OneLine.of(text)
                .replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("[", "\\[")
                .replace("`", "\\`")
                .replace("*", "\\*");
    }

    private Summary line(String line) {
        text.append(line).append('\n');
        return this;
    }
}
