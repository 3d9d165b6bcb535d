package io.upsurge.app.bench.pictures;

import io.upsurge.app.bench.pictures.Scale.Tick;
import io.upsurge.app.bench.pictures.Svg.Anchor;
import io.upsurge.app.bench.pictures.Svg.Colour;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Level;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The pictures of docs/method.md, of a roll-out that surges and one that does not. */
final class Pictures {
    private static final double MINUTE = 60_000;
    private static final double LN10 = Math.log(10);
    private static final int EVIDENCE_SHOWN = 12;

    private static final int SMOOTHED = 5;

    private final Recording surge;
    private final Recording clean;
    private final double multiple;
    private final double warmUp;

    /**
     * Pictures of two recordings.
     *
     * @param surge a roll-out with a surge
     * @param clean one without
     * @param multiple the configured multiple of the signal
     * @param warmUpMs the configured warm-up, milliseconds
     */
    Pictures(Recording surge, Recording clean, double multiple, long warmUpMs) {
        this.surge = surge;
        this.clean = clean;
        this.multiple = multiple;
        this.warmUp = warmUpMs / MINUTE;
    }

    /** The pictures by file name. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        all.put("nodes.svg", nodes());
        all.put("ratio.svg", ratio());
        all.put("evidence.svg", evidence());
        all.put("rollout.svg", rollout());
        return all;
    }

    private static double minutes(Recording of, long ms) {
        return (ms - of.firstUpgradeMs()) / MINUTE;
    }

    private static <V> NavigableMap<Double, Double> series(
            Recording of, Map<Long, V> values, ToDoubleFunction<V> value) {
        TreeMap<Double, Double> series = new TreeMap<>();
        values.forEach((ms, v) -> series.put(minutes(of, ms), value.applyAsDouble(v)));
        return series;
    }

    private static Scale time(int from, int to, int step) {
        return new Scale(
                from,
                to,
                false,
                IntStream.rangeClosed(from / step, to / step)
                        .mapToObj(i -> new Tick(i * step, String.valueOf(i * step)))
                        .toList());
    }

    private static Scale even(int high, int step) {
        return new Scale(
                0,
                high,
                false,
                IntStream.rangeClosed(0, high / step)
                        .mapToObj(i -> new Tick(i * step, String.valueOf(i * step)))
                        .toList());
    }

    /** Rates of a node before and after its upgrade, and of the one that is upgraded last. */
    private String nodes() {
        Comparator<Map.Entry<String, Long>> byTime =
                Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());
        String early =
                surge.upgradedMs().entrySet().stream().min(byTime).orElseThrow().getKey();
        String late =
                surge.upgradedMs().entrySet().stream().max(byTime).orElseThrow().getKey();
        double earlyAt = minutes(surge, surge.upgradedMs().get(early));
        double lateAt = minutes(surge, surge.upgradedMs().get(late));
        NavigableMap<Double, Double> upgraded = series(surge, surge.rates(early), rate -> rate * 60);
        NavigableMap<Double, Double> control = series(surge, surge.rates(late), rate -> rate * 60);
        double baseline = upgraded.headMap(earlyAt).tailMap(-60.0).values().stream()
                .mapToDouble(rate -> rate)
                .average()
                .orElse(0);
        return new Chart(
                        "One node before and after its upgrade, and a control",
                        "minutes since the first upgrade",
                        time(-60, 40, 10),
                        "GetMetadata calls per minute, mean of " + SMOOTHED + " minutes",
                        even(40, 10))
                .legend(0, "upgraded at minute 0", Colour.MOVED)
                .legend(1, String.format(Locale.ROOT, "control, upgraded at minute %.0f", lateAt), Colour.STILL)
                .curve(smoothed(control.headMap(lateAt)), Colour.STILL)
                .curve(smoothed(upgraded.headMap(earlyAt)), Colour.MOVED)
                .curve(smoothed(upgraded.tailMap(earlyAt + warmUp + 1)), Colour.MOVED)
                .level(baseline, "its own baseline", Colour.INK)
                .span(earlyAt, earlyAt + warmUp, "warm-up, not counted", Colour.INK)
                .svg(
                        "Two lines of calls per minute over a hundred minutes. Both keep about the same level before minute 0. The node "
                                + "that is upgraded at minute 0 calls more than twice as often from then on; the control does not.");
    }

    /** Each value as the mean of the last few, as many as there are at the beginning. */
    private static NavigableMap<Double, Double> smoothed(Map<Double, Double> values) {
        TreeMap<Double, Double> smoothed = new TreeMap<>();
        Deque<Double> recent = new ArrayDeque<>();
        values.forEach((at, value) -> {
            recent.addLast(value);
            if (recent.size() > SMOOTHED) {
                recent.removeFirst();
            }
            smoothed.put(at, recent.stream().mapToDouble(v -> v).average().orElse(0));
        });
        return smoothed;
    }

    /** The ratio since the upgrade with its bounds, until it was said. */
    private String ratio() {
        NavigableMap<Double, Double> estimate = series(surge, surge.certainties(), Certainty::estimate);
        Chart chart = new Chart(
                        "How many times the baseline, and how surely",
                        "minutes since the first upgrade",
                        time(0, 20, 5),
                        "ratio, logarithmic",
                        new Scale(
                                0.25,
                                16,
                                true,
                                List.of(
                                        new Tick(0.25, "0.25x"),
                                        new Tick(0.5, "0.5x"),
                                        new Tick(1, "1x"),
                                        new Tick(2, "2x"),
                                        new Tick(4, "4x"),
                                        new Tick(8, "8x"),
                                        new Tick(16, "16x"))))
                .band(
                        series(surge, surge.certainties(), Certainty::lower),
                        series(surge, surge.certainties(), Certainty::upper),
                        Colour.MOVED)
                .curve(estimate, Colour.MOVED)
                .legend(1, "estimate, between its lower and upper bound", Colour.MOVED)
                .level(multiple, String.format(Locale.ROOT, "%sx matters", multiple), Colour.INK);
        said(chart);
        return chart.svg(
                "The estimate of the ratio over twenty minutes, within a band between its lower and upper bound. The band "
                        + "narrows as more nodes are upgraded; a vertical line shows when the change was confirmed.");
    }

    private void said(Chart chart) {
        surge.saidMs(Level.SUSPECTED)
                .filter(ms -> !surge.saidMs(Level.CONFIRMED).equals(Optional.of(ms)))
                .ifPresent(ms -> chart.instant(minutes(surge, ms), "suspected", Colour.INK, Anchor.END));
        surge.saidMs(Level.CONFIRMED)
                .ifPresent(ms -> chart.instant(minutes(surge, ms), "confirmed", Colour.DECIDED, Anchor.START));
    }

    /** Evidence against the threshold, of both roll-outs. */
    private String evidence() {
        double threshold = surge.certainties().values().iterator().next().logThreshold() / LN10;
        Chart chart = new Chart(
                "What a bet on a change would have become",
                "minutes since the first upgrade",
                time(0, 40, 5),
                "evidence, to 1; logarithmic",
                new Scale(
                        -2,
                        EVIDENCE_SHOWN,
                        false,
                        List.of(
                                new Tick(-2, "0.01"),
                                new Tick(0, "1"),
                                new Tick(2, "100"),
                                new Tick(4, "10,000"),
                                new Tick(6, "million"),
                                new Tick(9, "billion"),
                                new Tick(EVIDENCE_SHOWN, ""))));
        NavigableMap<Double, Double> calm = series(clean, clean.certainties(), c -> c.logEvidence() / LN10);
        chart.curve(calm, Colour.STILL)
                .curve(series(surge, surge.certainties(), c -> c.logEvidence() / LN10), Colour.MOVED)
                .level(threshold, "confirms", Colour.DECIDED)
                .word(39, -1.5, "clean upgrade", Colour.STILL, Anchor.END)
                .word(39, 10.8, "surge (beyond the upper edge)", Colour.MOVED, Anchor.END);
        return chart.svg(
                "Evidence over forty minutes on a logarithmic scale. For the surge it climbs through the line that confirms "
                        + "within minutes; for the clean upgrade it stays near or below one.");
    }

    /** The roll-out: how many nodes run what, and when it was said. */
    private String rollout() {
        int nodes = surge.upgradedMs().size();
        TreeMap<Double, Double> upgraded = new TreeMap<>();
        TreeMap<Double, Double> unchanged = new TreeMap<>();
        for (double minute = -5; minute <= 25; minute += 0.25) {
            double at = minute;
            double moved = surge.upgradedMs().values().stream()
                    .filter(ms -> minutes(surge, ms) <= at)
                    .count();
            upgraded.put(at, moved);
            unchanged.put(at, nodes - moved);
        }
        Chart chart = new Chart(
                        "The roll-out, and when it was said",
                        "minutes since the first upgrade",
                        time(-5, 25, 5),
                        "nodes",
                        even((nodes + 9) / 10 * 10, 10))
                .curve(unchanged, Colour.STILL)
                .curve(series(surge, surge.settled(), Integer::doubleValue), Colour.INK)
                .curve(upgraded, Colour.MOVED)
                .word(-4.5, nodes * 0.92, "unchanged", Colour.STILL, Anchor.START)
                .legend(0, "upgraded", Colour.MOVED)
                .legend(1, "of these, past their warm-up", Colour.INK);
        said(chart);
        return chart.svg(
                "Numbers of nodes over thirty minutes: the unchanged ones fall to zero while the upgraded ones rise, ten "
                        + "percent at a time; those past their warm-up follow. The change was said while unchanged nodes were left.");
    }
}
