package io.upsurge.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.bench.detection.fleet.Effect;
import io.upsurge.app.bench.detection.fleet.FleetPlan;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.Anomaly.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionBenchTest {
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());
    private static final FleetPlan SMALL = FleetPlan.of(20).minutes(30, 40);
    private static final List<Cell> CELLS = List.of(
            Cell.of(Family.F1, "clean", SMALL).withRivals().runs(3),
            Cell.of(Family.F1, "surge", SMALL.effect(Effect.times(3)))
                    .withRivals()
                    .runs(4),
            Cell.of(Family.F1, "keys", SMALL.keys(3).effect(Effect.times(3))).runs(2));

    @TempDir
    private Path folder;

    private static List<CellScore> play(
            Path folder, boolean resume, int threads, BiFunction<Cell, Integer, RunResult> play)
            throws IOException, InterruptedException {
        try (RunLog log = RunLog.open(folder, "test", resume)) {
            return new DetectionBench(play, 1.5, threads).run(CELLS, log, new Eta(line -> {}, () -> 0));
        }
    }

    private static BiFunction<Cell, Integer, RunResult> real() {
        return new DetectionRun(CONFIG, Seeds.TUNE)::of;
    }

    @Test
    void shouldScoreTheSameWithAnyNumberOfThreadsAndFindTheSurge() throws Exception {
        List<CellScore> one = play(folder.resolve("1"), false, 1, real());
        List<CellScore> three = play(folder.resolve("3"), false, 3, real());
        assertThat(three).isEqualTo(one);
        assertThat(one.get(0).at(Level.SUSPECTED).falseRuns().hits()).isZero();
        assertThat(one.get(1).at(Level.SUSPECTED).found().share()).isEqualTo(1);
        assertThat(one.get(1).at(Level.SUSPECTED).medianMinutes()).isBetween(5.0, 15.0);
        assertThat(one.get(1).contestants()).containsKey("Poisson e-process");
        assertThat(one.get(2).at(Level.SUSPECTED).falseKeys()).isEqualTo(new Proportion(0, 4));
    }

    @Test
    void shouldGoOnWhereItWasStopped() throws Exception {
        List<CellScore> whole = play(folder.resolve("whole"), false, 1, real());
        Path stopped = folder.resolve("stopped");
        Set<String> played = Collections.synchronizedSet(new HashSet<>());
        BiFunction<Cell, Integer, RunResult> counted = (cell, run) -> {
            played.add(cell.name() + run);
            return real().apply(cell, run);
        };
        BiFunction<Cell, Integer, RunResult> failing = (cell, run) -> {
            if (cell.name().equals("keys")) {
                throw new IllegalStateException("stopped");
            }
            return real().apply(cell, run);
        };
        assertThatThrownBy(() -> play(stopped, false, 1, failing)).hasRootCauseMessage("stopped");
        // A line that was being written when the process was killed.
        Files.writeString(
                stopped.resolve("runs.jsonl"), "{\"cell\":\"ke", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        assertThat(play(stopped, true, 1, counted)).isEqualTo(whole);
        assertThat(played).containsExactlyInAnyOrder("keys0", "keys1");
    }

    @Test
    void shouldNotMixRunsOfDifferentConfigurations() throws Exception {
        RunLog.open(folder, "one", false).close();
        assertThatThrownBy(() -> RunLog.open(folder, "other", true)).hasMessageContaining("are of one, not of other");
    }

    @Test
    void shouldTuneAndJudgeOnDifferentFleets() {
        Set<Long> seeds = new HashSet<>();
        List<Long> all = new ArrayList<>();
        for (Seeds set : Seeds.values()) {
            IntStream.range(0, 1_000).forEach(run -> {
                all.add(set.of("a", run));
                all.add(set.of("b", run));
            });
        }
        seeds.addAll(all);
        assertThat(seeds).hasSize(all.size());
        assertThat(Seeds.JUDGE.of("a", 1)).isEqualTo(1320413379730055329L);
    }

    @Test
    void shouldHaveTenThousandCleanRunsAndUniqueNames() {
        List<Cell> cells = Cells.all();
        assertThat(cells).extracting(Cell::name).doesNotHaveDuplicates();
        int clean = cells.stream()
                .filter(cell -> cell.plan().keys() == 20 && cell.plan().effect().isNone())
                .filter(cell -> cell.family() == Family.F1 || cell.family() == Family.F2)
                .mapToInt(Cell::runs)
                .sum();
        assertThat(clean).isGreaterThanOrEqualTo(10_000);
        assertThat(cells).allSatisfy(cell -> assertThat(cells)
                .anyMatch(base -> base.name().equals(cell.stream())));
    }

    @Test
    void shouldReportWhatItPlayed() throws Exception {
        List<CellScore> scores = play(folder, false, 2, real());
        DetectionReport report = DetectionReport.of("test", "rule", "work", scores);
        assertThat(report.markdown()).contains("| G1 |", "## F1: noise", "surge", "PromQL offset 1h");
        assertThat(report.json()).contains("\"goals\"", "\"cells\"", "\"clean\"");
    }
}
