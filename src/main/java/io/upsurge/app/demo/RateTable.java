package io.upsurge.app.demo;

import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.words.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The last window of one key as a table: a line per version. */
final class RateTable {
    private final TreeMap<Long, TreeMap<String, VersionRate>> windows = new TreeMap<>();
    private SignalKey key;

    /** Takes in a rate; the first key that is seen stays the one that is shown, unless {@link #show} chose another. */
    void add(VersionRate rate) {
        if (key == null) {
            key = rate.key();
        }
        if (rate.key().equals(key)) {
            windows.computeIfAbsent(rate.window().endMs(), w -> new TreeMap<>()).put(rate.version(), rate);
            while (windows.size() > 2) {
                windows.pollFirstEntry();
            }
        }
    }

    /** Chooses what is shown. */
    void show(SignalKey chosen) {
        key = chosen;
    }

    /** The table; empty before the first window. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (windows.isEmpty()) {
            return lines;
        }
        Instant end = Instant.ofEpochMilli(windows.lastKey());
        lines.add(end + "  " + key.signal() + key.group());
        lines.add(String.format(
                Locale.ROOT,
                "  %-12s %6s %8s %14s %10s %12s",
                "version",
                "nodes",
                "warming",
                unit(windows.lastEntry().getValue().firstEntry().getValue().kind()),
                "p90",
                "x baseline"));
        windows.lastEntry().getValue().values().forEach(rate -> lines.add(line(rate)));
        return lines;
    }

    private static String line(VersionRate rate) {
        return String.format(
                Locale.ROOT,
                "  %-12s %6d %8d %14s %10s %12s",
                rate.version(),
                rate.nodes(),
                rate.warmingNodes() + rate.pendingNodes(),
                rate.rate().isPresent() ? Measure.value(rate.kind(), rate.rate().getAsDouble()) : "-",
                rate.spread()
                        .map(spread -> Measure.value(rate.kind(), spread.p90()))
                        .orElse("-"),
                rate.ratio().isPresent() ? number(rate.ratio().getAsDouble()) : "-");
    }

    private static String unit(Signal.Kind kind) {
        return kind == Signal.Kind.RATE ? "calls/min/node" : Measure.noun(kind);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
