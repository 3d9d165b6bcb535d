package io.upsurge.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.model.Anomaly.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellScoreTest {
    private static final Cell BAD =
            Cell.of(Family.F1, "bad", FleetPlan.of(10).effect(Effect.times(2))).withRivals();
    private static final Cell CLEAN =
            Cell.of(Family.F1, "clean", FleetPlan.of(10)).withRivals();
    private static final Cell MANY =
            Cell.of(Family.F3, "many", FleetPlan.of(10).keys(20).effect(Effect.times(2)));

    private static RunResult run(
            int number, Map<Level, Finding> found, Map<Level, Integer> falseKeys, Map<String, Finding> rivals) {
        return new RunResult("c", number, found, falseKeys, Map.of(), 2.1, null, false, null, rivals);
    }

    private static CellScore bad() {
        List<RunResult> runs = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            runs.add(run(i, Map.of(Level.SUSPECTED, new Finding(i, i / 10.0)), Map.of(), Map.of()));
        }
        runs.add(run(9, Map.of(), Map.of(), Map.of("r", new Finding(1, 0.5))));
        runs.add(run(10, Map.of(), Map.of(), Map.of()));
        return CellScore.of(BAD, 1.5, runs, List.of());
    }

    private static CellScore clean() {
        List<RunResult> runs = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            runs.add(run(i, Map.of(), Map.of(), Map.of()));
        }
        runs.add(run(99, Map.of(), Map.of(Level.SUSPECTED, 1), Map.of("r", new Finding(3, 0.2))));
        return CellScore.of(CLEAN, 1.5, runs, List.of());
    }

    @Test
    void shouldCountWhatWasFoundAndWhen() {
        ContestantScore score = bad().at(Level.SUSPECTED);
        assertThat(score.found()).isEqualTo(new Proportion(8, 10));
        assertThat(score.medianMinutes()).isEqualTo(4);
        assertThat(score.p90Minutes()).isEqualTo(8);
        assertThat(score.medianShare()).isEqualTo(0.4);
        assertThat(score.kept()).isCloseTo((0.9 + 0.8 + 0.7 + 0.6 + 0.5 + 0.4 + 0.3 + 0.2) / 10, within(1e-9));
        assertThat(score.falseRuns()).isEqualTo(new Proportion(0, 10));
        assertThat(bad().at(Level.CONFIRMED).found()).isEqualTo(new Proportion(0, 10));
        assertThat(bad().ratioClose()).isEqualTo(new Proportion(10, 10));
        assertThat(bad().boundHolds().of()).isZero();
    }

    @Test
    void shouldCountWhatWasWrong() {
        assertThat(clean().at(Level.SUSPECTED).falseRuns()).isEqualTo(new Proportion(1, 100));
        assertThat(clean().at(Level.CONFIRMED).falseRuns()).isEqualTo(new Proportion(0, 100));
        assertThat(clean().contestants().get("r").falseRuns()).isEqualTo(new Proportion(1, 100));
        assertThat(clean().at(Level.SUSPECTED).found().of()).isZero();
    }

    @Test
    void shouldTellKeysWithAnEffectFromTheOthers() {
        RunResult run = run(0, Map.of(), Map.of(Level.CONFIRMED, 2), Map.of());
        ContestantScore score = CellScore.of(MANY, 1.5, List.of(run), List.of()).at(Level.CONFIRMED);
        assertThat(score.falseKeys()).isEqualTo(new Proportion(2, 19));
        assertThat(score.falseRuns()).isEqualTo(new Proportion(1, 1));
    }

    @Test
    void shouldScoreAFamilyByWhatIsSavedLessFalseAlarms() {
        FamilyScore score = FamilyScore.of(Family.F1, List.of(bad(), clean()));
        assertThat(score.scores().get("SUSPECTED")).isCloseTo(0.44 - 20 * 0.01, within(1e-9));
        assertThat(score.scores().get("CONFIRMED")).isZero();
        assertThat(score.scores().get("r")).isCloseTo(0.05 - 20 * 0.01, within(1e-9));
    }

    @Test
    void shouldCompareRunsOfOneStream() {
        List<RunResult> base = List.of(run(0, Map.of(), Map.of(), Map.of()), run(1, Map.of(), Map.of(), Map.of()));
        List<RunResult> other =
                List.of(run(0, Map.of(), Map.of(), Map.of()), run(1, Map.of(), Map.of(Level.CONFIRMED, 1), Map.of()));
        assertThat(CellScore.of(CLEAN, 1.5, other, base).sameAsBase()).isEqualTo(new Proportion(1, 2));
    }

    @Test
    void shouldKnowWhatADetectorShouldDo() {
        assertThat(CLEAN.kind(1.5)).isEqualTo(Cell.Kind.CLEAN);
        assertThat(BAD.kind(1.5)).isEqualTo(Cell.Kind.BAD);
        assertThat(kind(Effect.times(1.2))).isEqualTo(Cell.Kind.SMALL);
        assertThat(kind(Effect.times(0.5))).isEqualTo(Cell.Kind.CLEAN);
        assertThat(kind(Effect.times(2).fading(5))).isEqualTo(Cell.Kind.TRANSIENT);
        assertThat(kind(Effect.newCalls(0, 0.2))).isEqualTo(Cell.Kind.BAD);
        assertThat(kind(Effect.onShare(0.05, 1.5))).isEqualTo(Cell.Kind.BAD);
    }

    private static Cell.Kind kind(Effect effect) {
        return Cell.of(Family.F3, "x", FleetPlan.of(10).effect(effect)).kind(1.5);
    }

    @Test
    void shouldDecideGoalsByTheBound() {
        Goal few =
                new GoalParts("G", "").atMost("x", new Proportion(0, 10), 0.001).goal();
        assertThat(few.outcome()).isEqualTo(Goal.Outcome.MISSED);
        assertThat(few.measured()).contains("too few runs");
        assertThat(new GoalParts("G", "")
                        .atMost("x", new Proportion(0, 10_000), 0.001)
                        .goal()
                        .outcome())
                .isEqualTo(Goal.Outcome.MET);
        assertThat(new GoalParts("G", "")
                        .atLeast("x", new Proportion(0, 0), 0.9)
                        .goal()
                        .outcome())
                .isEqualTo(Goal.Outcome.NOT_MEASURED);
    }
}
