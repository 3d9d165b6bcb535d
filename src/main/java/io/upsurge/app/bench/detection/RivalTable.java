package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** One family's contestants side by side, as Markdown: a column each. */
final class RivalTable {
    private RivalTable() {}

    /** The table; empty where the rivals saw no cell. */
    static String of(Family family, List<CellScore> all) {
        List<CellScore> cells = all.stream()
                .filter(score -> score.cell().family() == family && score.cell().rivals() && score.runs() > 0)
                .toList();
        if (cells.isEmpty()) {
            return "";
        }
        FamilyScore scores = FamilyScore.of(family, all);
        StringJoiner text = new StringJoiner("\n");
        text.add("Beside others, " + family
                + ": false alarms per 1,000 clean roll-outs; elsewhere % of runs that told, median minutes, share "
                + "upgraded. Score: mean share not upgraded when told, less 20 x false alarms per clean roll-out.");
        text.add("");
        Set<String> names = new LinkedHashSet<>(List.of(Level.SUSPECTED.name(), Level.CONFIRMED.name()));
        scores.scores().keySet().stream()
                .filter(name -> !name.equals(Level.CERTIFIED.name()))
                .sorted()
                .forEach(names::add);
        text.add("| cell | " + String.join(" | ", names) + " |");
        text.add("| --- |" + " ---: |".repeat(names.size()));
        text.add(row(
                "**score**",
                names,
                name -> String.format(Locale.ROOT, "%.2f", scores.scores().getOrDefault(name, 0.0))));
        cells.forEach(cell -> text.add(row(cell.cell().name(), names, name -> entry(cell, name))));
        return text.add("").toString();
    }

    private static String row(String head, Set<String> names, UnaryOperator<String> entry) {
        List<String> row = new ArrayList<>(List.of(head));
        names.forEach(name -> row.add(entry.apply(name)));
        return "| " + String.join(" | ", row) + " |";
    }

    private static String entry(CellScore cell, String name) {
        ContestantScore score = cell.contestants().get(name);
        if (score == null) {
            return "0";
        }
        if (cell.kind() == Cell.Kind.CLEAN) {
            return String.format(Locale.ROOT, "%.0f", 1_000 * score.falseRuns().share());
        }
        return score.found().hits() == 0
                ? "0"
                : String.format(
                        Locale.ROOT,
                        "%.0f, %.1f, %.2f",
                        100 * score.found().share(),
                        score.medianMinutes(),
                        score.medianShare());
    }
}
