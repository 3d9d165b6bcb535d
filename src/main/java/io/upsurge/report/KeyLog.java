package io.upsurge.report;

import io.upsurge.detect.rule.Assessment;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Spread;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.report.RecordedRun.Judged;
import io.upsurge.report.RecordedRun.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

/** The curves of one key: the rates of its versions, and how its candidates stood. */
final class KeyLog {
    private static final double LN10 = Math.log(10);

    private final TreeMap<String, NavigableMap<Long, RatePoint>> rates = new TreeMap<>();
    private final TreeMap<String, NavigableMap<Long, Stand>> stands = new TreeMap<>();
    private final TreeMap<String, Stand> lastObserved = new TreeMap<>();

    /** Rates of a version over the windows of a step. Sums are exact, percentiles are means over the windows. */
    private record RatePoint(
            int nodes, double calls, double exposure, double p10, double p50, double p90, int windows, double ratio) {

        static RatePoint of(VersionRate rate) {
            Spread spread = rate.spread().orElse(new Spread(0, 0, 0, 0));
            return new RatePoint(
                    rate.nodes(),
                    rate.calls(),
                    rate.exposure(),
                    spread.p10(),
                    spread.p50(),
                    spread.p90(),
                    rate.spread().isPresent() ? 1 : 0,
                    rate.ratio().orElse(Double.NaN));
        }

        RatePoint then(RatePoint next) {
            return new RatePoint(
                    next.nodes,
                    calls + next.calls,
                    exposure + next.exposure,
                    p10 + next.p10,
                    p50 + next.p50,
                    p90 + next.p90,
                    windows + next.windows,
                    Double.isNaN(next.ratio) ? ratio : next.ratio);
        }

        double rate() {
            return exposure > 0 ? calls / exposure : Double.NaN;
        }

        double mean(double sum) {
            return windows > 0 ? sum / windows : Double.NaN;
        }
    }

    /**
     * How a candidate stood after a window.
     *
     * @param judgedNodes nodes that were judged; empty where it was not told
     */
    record Stand(
            long windowEndMs,
            boolean observed,
            double baselineRate,
            double candidateRate,
            OptionalDouble ratio,
            Optional<Bounds> bounds,
            OptionalInt judgedNodes) {

        static Stand of(long windowEndMs, Assessment assessment) {
            return new Stand(
                    windowEndMs,
                    assessment.observed(),
                    assessment.baselineRate(),
                    assessment.candidateRate(),
                    assessment.ratio(),
                    assessment.bounds(),
                    OptionalInt.empty());
        }

        /** As the rate tells it. */
        static Stand of(VersionRate rate, Standing standing) {
            return new Stand(
                    rate.window().endMs(),
                    standing.observed(),
                    standing.baselineRate(),
                    standing.candidateRate(),
                    rate.ratio(),
                    standing.bounds(),
                    OptionalInt.of(standing.judgedNodes()));
        }
    }

    void rate(VersionRate rate, Steps steps) {
        rates.computeIfAbsent(rate.version(), v -> new TreeMap<>())
                .merge(steps.of(rate.window().startMs()), RatePoint.of(rate), RatePoint::then);
    }

    void stood(String version, long windowStartMs, Stand stand, Steps steps) {
        if (stand.observed()) {
            lastObserved.put(version, stand);
        }
        if (stand.observed() || stand.bounds().isPresent()) {
            stands.computeIfAbsent(version, v -> new TreeMap<>()).put(steps.of(windowStartMs), stand);
        } else {
            lastObserved.putIfAbsent(version, stand);
        }
    }

    void thin(Steps steps) {
        rates.replaceAll((version, points) -> steps.merged(points, RatePoint::then));
        stands.replaceAll((version, points) -> steps.merged(points, (before, after) -> after));
    }

    /** How each candidate stood when it was last observed, by version. */
    SortedMap<String, Stand> lastObserved() {
        return lastObserved;
    }

    /**
     * The rates.
     *
     * @param coarser how many steps make a point
     */
    List<Rates> rates(Steps steps, ToIntFunction<String> version, int coarser) {
        List<Rates> all = new ArrayList<>();
        rates.forEach((id, points) -> {
            Rates curve = new Rates(
                    version.applyAsInt(id),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            coarser(points, steps, coarser, RatePoint::then).forEach((at, point) -> {
                curve.at().add(at);
                curve.nodes().add(point.nodes());
                curve.rate().add(point.rate());
                curve.p10().add(point.mean(point.p10()));
                curve.p50().add(point.mean(point.p50()));
                curve.p90().add(point.mean(point.p90()));
                curve.ratio().add(point.ratio());
            });
            all.add(curve);
        });
        return all;
    }

    /** How the candidates stood. */
    List<Judged> judged(Steps steps, ToIntFunction<String> version, int coarser) {
        List<Judged> all = new ArrayList<>();
        stands.forEach((id, points) -> {
            Judged curve = new Judged(
                    version.applyAsInt(id),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            coarser(points, steps, coarser, (before, after) -> after).forEach((at, stand) -> {
                curve.at().add(at);
                curve.ratio().add(stand.ratio().orElse(Double.NaN));
                Bounds known = stand.bounds().orElse(null);
                curve.estimate().add(known == null ? Double.NaN : known.estimate());
                curve.lower().add(known == null ? Double.NaN : known.lower());
                curve.upper().add(known == null ? Double.NaN : known.upper());
                curve.evidence().add(known == null ? Double.NaN : known.logEvidence() / LN10);
                curve.threshold().add(known == null ? Double.NaN : known.logThreshold() / LN10);
            });
            all.add(curve);
        });
        return all;
    }

    private static <P> Map<Long, P> coarser(Map<Long, P> points, Steps steps, int factor, BinaryOperator<P> merge) {
        TreeMap<Long, P> coarse = new TreeMap<>();
        points.forEach((at, point) -> coarse.merge(steps.number(at) / factor * factor, point, merge));
        return coarse;
    }
}
