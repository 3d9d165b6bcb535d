package io.upsurge.app.bench.detection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One figure per contestant over the cells of a family that the rivals saw too.
 *
 * @param family the family
 * @param scores by name of the contestant: the mean over bad roll-outs of the share of the fleet that was not upgraded yet
 *     when it spoke, less 20 times its false alarms per clean roll-out
 */
record FamilyScore(Family family, Map<String, Double> scores) {
    private static final double FALSE_ALARM = 20;

    static FamilyScore of(Family family, List<CellScore> all) {
        List<CellScore> cells = all.stream()
                .filter(score -> score.cell().family() == family && score.cell().rivals() && score.runs() > 0)
                .toList();
        Map<String, Double> scores = new LinkedHashMap<>();
        cells.forEach(cell -> cell.contestants().keySet().forEach(name -> scores.put(name, 0.0)));
        scores.replaceAll((name, zero) -> of(name, cells));
        return new FamilyScore(family, scores);
    }

    private static double of(String name, List<CellScore> cells) {
        double kept = 0;
        double falseRuns = 0;
        long bad = 0;
        long clean = 0;
        for (CellScore cell : cells) {
            // A rival that never spoke in a cell has no entry there.
            ContestantScore score = cell.contestants().get(name);
            if (cell.kind() == Cell.Kind.BAD) {
                bad += cell.runs();
                kept += score == null ? 0 : score.kept() * cell.runs();
            } else if (cell.kind() == Cell.Kind.CLEAN) {
                clean += cell.runs();
                falseRuns += score == null ? 0 : score.falseRuns().hits();
            }
        }
        return kept / Math.max(1, bad) - FALSE_ALARM * falseRuns / Math.max(1, clean);
    }
}
