package io.upsurge.app.bench.detection;

import io.upsurge.model.Anomaly.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The figures of one cell.
 *
 * @param cell the cell
 * @param kind what a detector should do
 * @param runs finished runs
 * @param contestants scores by name of the contestant: our levels in their order, then the rivals
 * @param others other verdicts and attributions: keys per name, over all runs
 * @param ratioClose runs in which the ratio at the end of the roll-out was within 15 % of the true one; 0 of 0 where there is
 *     no one true ratio
 * @param boundHolds CONFIRMED runs in which the lower bound was not above the true ratio; 0 of 0 where there is none
 * @param resolvedInTime runs with an alarm before a rollback in which it ended within 10 minutes after it
 * @param medianResolvedMinutes median of that time, minutes; NaN of none
 * @param sameAsBase runs in which the same was said as in the same run without a fault; 0 of 0 where that was not played
 */
record CellScore(
        Cell cell,
        Cell.Kind kind,
        int runs,
        Map<String, ContestantScore> contestants,
        Map<String, Long> others,
        Proportion ratioClose,
        Proportion boundHolds,
        Proportion resolvedInTime,
        double medianResolvedMinutes,
        Proportion sameAsBase) {
    private static final double CLOSE = 0.15;
    private static final double IN_TIME_MINUTES = 10;

    ContestantScore at(Level level) {
        return contestants.get(level.name());
    }

    /**
     * Scores a cell.
     *
     * @param runs its runs in their order
     * @param base the runs of the cell that names its stream; none where that is itself
     */
    static CellScore of(Cell cell, double multiple, List<RunResult> runs, List<RunResult> base) {
        Cell.Kind kind = cell.kind(multiple);
        boolean clean = kind == Cell.Kind.CLEAN;
        Map<String, ContestantScore> contestants = new LinkedHashMap<>();
        Contestant.ours().forEach(each -> contestants.put(each.name(), ContestantScore.of(each, cell, clean, runs)));
        Set<String> rivals = new TreeSet<>();
        runs.forEach(run -> rivals.addAll(run.rivals().keySet()));
        rivals.forEach(
                name -> contestants.put(name, ContestantScore.of(new Contestant(name, null), cell, clean, runs)));
        Map<String, Long> others = new TreeMap<>();
        runs.forEach(run -> run.others().forEach((name, keys) -> others.merge(name, (long) keys, Long::sum)));
        List<Double> resolved = runs.stream()
                .filter(RunResult::openBeforeRollback)
                .map(RunResult::resolvedMinutes)
                .filter(Objects::nonNull)
                .toList();
        double truth =
                cell.plan().effect().isHomogeneous() ? cell.plan().effect().factor() : Double.NaN;
        return new CellScore(
                cell,
                kind,
                runs.size(),
                contestants,
                others,
                share(runs, truth, RunResult::ratio, ratio -> Math.abs(ratio / truth - 1) <= CLOSE),
                share(runs, truth, RunResult::lowerBound, bound -> bound <= truth),
                new Proportion(
                        resolved.stream()
                                .filter(after -> after <= IN_TIME_MINUTES)
                                .count(),
                        runs.stream().filter(RunResult::openBeforeRollback).count()),
                Quantile.of(resolved, 0.5),
                same(runs, base));
    }

    private static Proportion same(List<RunResult> runs, List<RunResult> base) {
        int both = Math.min(runs.size(), base.size());
        long same = IntStream.range(0, both)
                .filter(i -> runs.get(i).saysTheSameAs(base.get(i)))
                .count();
        return new Proportion(same, both);
    }

    private static Proportion share(
            List<RunResult> runs, double truth, Function<RunResult, Double> figure, DoublePredicate holds) {
        if (Double.isNaN(truth)) {
            return new Proportion(0, 0);
        }
        List<Double> figures =
                runs.stream().map(figure).filter(Objects::nonNull).toList();
        return new Proportion(figures.stream().filter(holds::test).count(), figures.size());
    }
}
