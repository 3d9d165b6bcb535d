package io.upsurge.app.bench.detection;

import io.upsurge.app.bench.detection.fleet.Confounder;
import io.upsurge.app.bench.detection.fleet.Fault;
import io.upsurge.app.bench.detection.fleet.Pace;
import io.upsurge.app.bench.detection.fleet.Regime;
import io.upsurge.model.Anomaly.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the detector is to reach, decided by the 95 % bound of what was played. */
final class Goals {
    private static final Set<Confounder> WITH_CONTROLS = Set.of(
            Confounder.STEP_BEFORE,
            Confounder.STEP_DURING,
            Confounder.DAY_RAMP,
            Confounder.AUTOSCALING,
            Confounder.RESTARTS,
            Confounder.REPLACEMENT,
            Confounder.OUTAGE);
    private static final double BAD_SHARE = 0.02;

    private final Scores scores;

    Goals(List<CellScore> scores) {
        this.scores = new Scores(scores);
    }

    List<Goal> all() {
        return List.of(
                falseAlarms(),
                recall(),
                smallFleets(),
                timeToDetect(),
                upgradedAtDetection(),
                precision(),
                bounds(),
                belowTheMultiple(),
                someNodes(),
                loadSteps(),
                faults(),
                resolution(),
                new GoalParts("G13", "cost and state")
                        .unmeasured("see bench pipeline:")
                        .goal(),
                rivals());
    }

    private Scores plain(int nodes, Pace pace, double factor) {
        return scores.plain(n -> n == nodes, Regime.TYPICAL, pace).times(factor);
    }

    private Proportion cleanRuns() {
        return scores.where(cell -> cell.family() == Family.F1 || cell.family() == Family.F2)
                .keys(Cells.KEYS)
                .times(1)
                .falseRuns(Level.CONFIRMED);
    }

    private Goal falseAlarms() {
        GoalParts parts = new GoalParts(
                "G1", "false CONFIRMED at most 1 per 1,000 clean roll-outs of 20 keys, 3 under any confounder");
        parts.atMost("F1+F2", cleanRuns(), 0.001);
        for (Confounder confounder : WITH_CONTROLS.stream().sorted().toList()) {
            parts.atMost(
                    Cells.text(confounder),
                    scores.family(Family.F4)
                            .where(cell -> cell.plan().confounder() == confounder)
                            .keys(Cells.KEYS)
                            .times(1)
                            .falseRuns(Level.CONFIRMED),
                    0.003);
        }
        return parts.goal();
    }

    private Goal recall() {
        Scores large = scores.plain(n -> n >= 100, Regime.TYPICAL, Pace.BACK_TO_BACK);
        Scores slow = scores.plain(n -> n >= 100, Regime.TYPICAL, Pace.FIVE_MINUTES);
        Proportion big = large.times(2)
                .found(Level.CONFIRMED)
                .plus(large.times(3).found(Level.CONFIRMED))
                .plus(slow.times(2).found(Level.CONFIRMED))
                .plus(slow.times(3).found(Level.CONFIRMED));
        return new GoalParts("G2", "CONFIRMED from 100 nodes on: 99 % at 1.5x, 95 % if hard, 99.9 % at 2x and 3x")
                .atLeast("1.5x", large.times(1.5).found(Level.CONFIRMED), 0.99)
                .atLeast(
                        "hard",
                        scores.plain(n -> n >= 100, Regime.HARD, Pace.BACK_TO_BACK)
                                .times(1.5)
                                .found(Level.CONFIRMED),
                        0.95)
                .atLeast("2x, 3x", big, 0.999)
                .goal();
    }

    private Goal smallFleets() {
        return new GoalParts("G3", "20 nodes: 99 % at 3x, 95 % at 2x, 90 % at 1.5x with 5-min batches; SUSPECTED 95 %")
                .atLeast("3x", plain(20, Pace.BACK_TO_BACK, 3).found(Level.CONFIRMED), 0.99)
                .atLeast("2x", plain(20, Pace.BACK_TO_BACK, 2).found(Level.CONFIRMED), 0.95)
                .atLeast("1.5x slow", plain(20, Pace.FIVE_MINUTES, 1.5).found(Level.CONFIRMED), 0.90)
                .atLeast("1.5x suspected", plain(20, Pace.BACK_TO_BACK, 1.5).found(Level.SUSPECTED), 0.95)
                .goal();
    }

    private Goal timeToDetect() {
        GoalParts parts = new GoalParts("G4", "median minutes to CONFIRMED: 4 at 3x, 4.5 at 2x, 6 at 1.5x; p90 2 more");
        Map.of(1.5, 6.0, 2.0, 4.5, 3.0, 4.0).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(goal -> {
                    Scores cell = plain(100, Pace.BACK_TO_BACK, goal.getKey());
                    parts.figureAtMost(
                            goal.getKey() + "x median",
                            cell.figure(Level.CONFIRMED, ContestantScore::medianUpperMinutes),
                            goal.getValue());
                    parts.figureAtMost(
                            "p90", cell.figure(Level.CONFIRMED, ContestantScore::p90UpperMinutes), goal.getValue() + 2);
                });
        return parts.goal();
    }

    private Goal upgradedAtDetection() {
        return new GoalParts("G5", "median share upgraded at CONFIRMED: 10/20 % at 2x/1.5x slow, 30/40 % back to back")
                .figureAtMost("slow 2x", share(Pace.FIVE_MINUTES, 2), 0.1)
                .figureAtMost("1.5x", share(Pace.FIVE_MINUTES, 1.5), 0.2)
                .figureAtMost("back to back 2x", share(Pace.BACK_TO_BACK, 2), 0.3)
                .figureAtMost("1.5x", share(Pace.BACK_TO_BACK, 1.5), 0.4)
                .goal();
    }

    private double share(Pace pace, double factor) {
        return plain(100, pace, factor).figure(Level.CONFIRMED, ContestantScore::medianShare);
    }

    private Goal precision() {
        Scores one = scores.family(Family.F3)
                .keys(Cells.KEYS)
                .where(cell -> cell.plan().effect().isHomogeneous());
        Proportion found = one.found(Level.CONFIRMED);
        Proportion wrong = cleanRuns();
        boolean measured = found.of() > 0 && wrong.of() > 0;
        double right = BAD_SHARE * found.lower();
        return new GoalParts("G6", "precision 98 % at recall 99 % if 2 % of roll-outs are bad, 20 keys")
                .atLeast("recall", found, 0.99)
                .figureAtLeast(
                        "precision",
                        measured && right > 0
                                ? right / (right + (1 - BAD_SHARE) * wrong.upper())
                                : measured ? 0 : Double.NaN,
                        0.98)
                .goal();
    }

    private Goal bounds() {
        Scores bad = scores.where(cell -> cell.kind(DetectionRun.MULTIPLE) == Cell.Kind.BAD
                && (cell.family() == Family.F1 || cell.family() == Family.F2)
                && cell.plan().nodes() >= 100);
        return new GoalParts("G7", "lower bound holds in 99 % of CONFIRMED; ratio within 15 % at the end in 90 %")
                .atLeast("bound", bad.pooled(CellScore::boundHolds), 0.99)
                .atLeast("ratio", bad.pooled(CellScore::ratioClose), 0.90)
                .goal();
    }

    private Goal belowTheMultiple() {
        return new GoalParts("G8", "at 1.2x CERTIFIED at most 0.1 %; STRICT at most 2 %")
                .atMost("certified", scores.times(1.2).found(Level.CERTIFIED), 0.001)
                .unmeasured("strict")
                .goal();
    }

    private Goal someNodes() {
        return new GoalParts("G9", "99 % if a quarter of the nodes is affected, 80 % if a twentieth is")
                .atLeast("25 %", onShare(0.25), 0.99)
                .atLeast("5 %", onShare(0.05), 0.80)
                .goal();
    }

    private Proportion onShare(double share) {
        return scores.family(Family.F3)
                .where(cell -> cell.plan().effect().nodeShare() == share)
                .found(Level.CONFIRMED);
    }

    private Goal loadSteps() {
        Proportion wrong = scores.family(Family.F4)
                .where(cell -> cell.plan().confounder() == Confounder.STEP_BEFORE
                        || cell.plan().confounder() == Confounder.STEP_DURING)
                .keys(Cells.KEYS)
                .times(1)
                .falseRuns(Level.CONFIRMED);
        return new GoalParts("G10", "no CONFIRMED at a load step with controls; without, never CONCURRENT_CONTROL")
                .figureAtMost("with controls", wrong.of() == 0 ? Double.NaN : wrong.hits(), 0)
                .unmeasured("attribution without")
                .goal();
    }

    private Goal faults() {
        GoalParts parts =
                new GoalParts("G11", "duplicates and disorder change nothing; gaps and late facts cost a point");
        for (Fault fault : List.of(Fault.DUPLICATES, Fault.OUT_OF_ORDER, Fault.DUPLICATE_FACTS)) {
            Proportion same = scores.family(Family.F5)
                    .where(cell -> cell.plan().fault() == fault)
                    .pooled(CellScore::sameAsBase);
            parts.figureAtLeast(Cells.text(fault) + " same", same.share(), 1);
        }
        for (Fault fault : List.of(Fault.MISSING, Fault.LATE_FACTS, Fault.MISSING_FACTS)) {
            double lost = recallUnder(Fault.NONE) - recallUnder(fault);
            parts.figureAtMost(Cells.text(fault) + " loss", lost, 0.01);
        }
        return parts.goal();
    }

    private double recallUnder(Fault fault) {
        return scores.family(Family.F5)
                .where(cell -> cell.plan().fault() == fault)
                .found(Level.CONFIRMED)
                .share();
    }

    private Goal resolution() {
        return new GoalParts("G12", "RESOLVED within 10 minutes of a rollback in 99 %")
                .atLeast(
                        "in time",
                        scores.where(cell -> cell.kind(DetectionRun.MULTIPLE) == Cell.Kind.BAD)
                                .pooled(CellScore::resolvedInTime),
                        0.99)
                .unmeasured("flaps")
                .goal();
    }

    private Goal rivals() {
        GoalParts parts = new GoalParts("G14", "CONFIRMED scores above every rival in every family with controls");
        for (Family family : List.of(Family.F1, Family.F2, Family.F3, Family.F4)) {
            Map<String, Double> all = FamilyScore.of(family, scores.all()).scores();
            double ours = all.getOrDefault(Level.CONFIRMED.name(), Double.NaN);
            double best = all.entrySet().stream()
                    .filter(entry -> Contestant.ours().stream()
                            .noneMatch(our -> our.name().equals(entry.getKey())))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElse(Double.NaN);
            parts.figureAtLeast(family + " lead", ours - best, 0);
        }
        return parts.goal();
    }
}
