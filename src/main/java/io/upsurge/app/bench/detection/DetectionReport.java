package io.upsurge.app.bench.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.StringJoiner;

/**
 * Everything that was played.
 *
 * @param of what the runs depend on
 * @param rule the rule, in words
 * @param java version of the JVM
 * @param work how much was played and how long it took, in words
 * @param goals the goals
 * @param families one figure per contestant and family
 * @param cells the figures of each cell
 */
record DetectionReport(
        String of,
        String rule,
        String java,
        String work,
        List<Goal> goals,
        List<FamilyScore> families,
        List<CellScore> cells) {

    static DetectionReport of(String of, String rule, String work, List<CellScore> cells) {
        return new DetectionReport(
                of,
                rule,
                System.getProperty("java.runtime.version"),
                work,
                new Goals(cells).all(),
                familiesOf(cells).stream()
                        .map(family -> FamilyScore.of(family, cells))
                        .toList(),
                cells);
    }

    private static List<Family> familiesOf(List<CellScore> cells) {
        return cells.stream()
                .map(score -> score.cell().family())
                .distinct()
                .sorted()
                .toList();
    }

    String markdown() {
        StringJoiner text = new StringJoiner("\n");
        text.add("# Detection");
        text.add("").add("Runs of " + of + "; Java " + java + ". Rule: " + rule + ".");
        text.add("").add("Bounds hold with 95 % each.").add("");
        text.add("## Goals").add("");
        text.add("| # | goal | | measured |").add("| --- | --- | --- | --- |");
        goals.forEach(goal -> text.add("| " + goal.id() + " | " + goal.text() + " | "
                + goal.outcome().text() + " | " + goal.measured() + " |"));
        text.add("");
        for (Family family : familiesOf(cells)) {
            text.add(MarkdownReport.family(family, cells));
            text.add(RivalTable.of(family, cells));
        }
        return text.toString();
    }

    String json() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
