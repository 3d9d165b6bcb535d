package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The scores as Markdown: per family a table of clean cells and a table of cells with an effect. */
final class MarkdownReport {
    private MarkdownReport() {}

    /** The table of one family; empty without cells. */
    static String family(Family family, List<CellScore> scores) {
        List<CellScore> mine =
                scores.stream().filter(score -> score.cell().family() == family).toList();
        StringJoiner text = new StringJoiner("\n");
        text.add("## " + family + ": " + family.text()).add("");
        List<CellScore> clean =
                mine.stream().filter(score -> score.kind() == Cell.Kind.CLEAN).toList();
        if (!clean.isEmpty()) {
            text.add("Clean: runs with a false alarm (upper 95 % bound per 1,000 runs).")
                    .add("");
            text.add("| cell | runs | SUSPECTED | CONFIRMED | CERTIFIED | others |");
            text.add("| --- | ---: | ---: | ---: | ---: | --- |");
            clean.forEach(score -> text.add(String.join(
                    " | ",
                    "| " + score.cell().name(),
                    String.valueOf(score.runs()),
                    wrong(score.at(Level.SUSPECTED)),
                    wrong(score.at(Level.CONFIRMED)),
                    wrong(score.at(Level.CERTIFIED)),
                    others(score) + " |")));
            text.add("");
        }
        List<CellScore> effects =
                mine.stream().filter(score -> score.kind() != Cell.Kind.CLEAN).toList();
        if (!effects.isEmpty()) {
            text.add("With an effect: share of runs that told (95 % bounds); median (p90) minutes; share upgraded.")
                    .add("");
            text.add("| cell | runs | SUSPECTED | CONFIRMED | CERTIFIED | false runs | ratio close | others |");
            text.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
            effects.forEach(score -> text.add(String.join(
                    " | ",
                    "| " + score.cell().name() + (score.kind() == Cell.Kind.BAD ? "" : " *"),
                    String.valueOf(score.runs()),
                    right(score.at(Level.SUSPECTED)),
                    right(score.at(Level.CONFIRMED)),
                    right(score.at(Level.CERTIFIED)),
                    String.valueOf(score.at(Level.CONFIRMED).falseRuns().hits()),
                    percent(score.ratioClose()),
                    others(score) + " |")));
            text.add("").add("\\* less than the multiple, or gone by itself: neither right nor wrong to tell.");
            text.add("");
        }
        return text.toString();
    }

    static String wrong(ContestantScore score) {
        return String.format(
                Locale.ROOT,
                "%d (%.1f)",
                score.falseRuns().hits(),
                1_000 * score.falseRuns().upper());
    }

    static String right(ContestantScore score) {
        Proportion found = score.found();
        if (found.hits() == 0) {
            return "0 %";
        }
        return String.format(
                Locale.ROOT,
                "%.1f %% (%.1f-%.1f), %.1f (%.1f), %.2f",
                100 * found.share(),
                100 * found.lower(),
                100 * found.upper(),
                score.medianMinutes(),
                score.p90Minutes(),
                score.medianShare());
    }

    static String percent(Proportion proportion) {
        return proportion.of() == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * proportion.share());
    }

    private static String others(CellScore score) {
        StringJoiner text = new StringJoiner(", ");
        for (Map.Entry<String, Long> other : score.others().entrySet()) {
            text.add(other.getKey() + " " + other.getValue());
        }
        return text.toString();
    }
}
