package io.upsurge.app.bench.detection;

import java.util.List;
import java.util.Objects;

/**
 * How one contestant did in one cell.
 *
 * @param falseRuns runs with a false alarm
 * @param falseKeys keys with a false alarm, of all keys without an effect
 * @param found runs in which it found the effect; 0 of 0 in a clean cell
 * @param medianMinutes median time to detect of these, minutes; NaN of none
 * @param p90Minutes 90th percentile of it, minutes
 * @param medianUpperMinutes upper 95 % bound of the median, by the order of the values, minutes
 * @param p90UpperMinutes upper 95 % bound of the 90th percentile, minutes
 * @param medianShare median share of the fleet that was upgraded by then, 0 to 1
 * @param kept mean over runs of the share of the fleet that was not upgraded when it spoke, 0 where it did not; NaN in a
 *     clean cell
 */
record ContestantScore(
        Proportion falseRuns,
        Proportion falseKeys,
        Proportion found,
        double medianMinutes,
        double p90Minutes,
        double medianUpperMinutes,
        double p90UpperMinutes,
        double medianShare,
        double kept) {

    static ContestantScore of(Contestant contestant, Cell cell, boolean clean, List<RunResult> runs) {
        int quietKeys = cell.plan().keys() - (clean ? 0 : cell.plan().effect().keys());
        long falseRuns = runs.stream()
                .filter(run -> contestant.falseKeys(run, clean) > 0)
                .count();
        long falseKeys = runs.stream()
                .mapToLong(run -> Math.min(quietKeys, contestant.falseKeys(run, clean)))
                .sum();
        List<Finding> findings = clean
                ? List.of()
                : runs.stream().map(contestant::found).filter(Objects::nonNull).toList();
        List<Double> minutes = findings.stream().map(Finding::minutes).toList();
        return new ContestantScore(
                new Proportion(falseRuns, runs.size()),
                new Proportion(falseKeys, (long) runs.size() * quietKeys),
                new Proportion(findings.size(), clean ? 0 : runs.size()),
                Quantile.of(minutes, 0.5),
                Quantile.of(minutes, 0.9),
                Quantile.upper(minutes, 0.5),
                Quantile.upper(minutes, 0.9),
                Quantile.of(findings.stream().map(Finding::share).toList(), 0.5),
                clean
                        ? Double.NaN
                        : findings.stream()
                                        .mapToDouble(finding -> 1 - finding.share())
                                        .sum()
                                / Math.max(1, runs.size()));
    }
}
