package io.upsurge.app.bench;

import io.upsurge.app.bench.LogSizes.Kind;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The figures as two tables in Markdown: of the process, and of its topics. */
final class SizingTable {
    private static final double MIB = 1024 * 1024;
    private static final double DAY_SECONDS = 86_400;

    private SizingTable() {}

    static String of(List<SizingFigures> all) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add("Java " + System.getProperty("java.runtime.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        text.add("");
        text.add(
                "| nodes | series | every | samples/s | cores | CPU-s per million | live heap, MiB | resident, MiB, at -Xmx | "
                        + "history counted after, s | ready with state, s | without, s | load |");
        text.add("| ---: ".repeat(12) + "|");
        all.forEach(figures -> text.add(process(figures)));
        text.add("");
        text.add(
                "| nodes | topic | bytes a sample, history | bytes a sample, live | bytes a node and minute | MiB a day |");
        text.add("| ---: | --- | ---: | ---: | ---: | ---: |");
        all.forEach(figures -> figures.written().keySet().forEach(kind -> text.add(topic(figures, kind))));
        return text.toString();
    }

    private static String process(SizingFigures figures) {
        SizingPlan plan = figures.plan();
        double samplesPerSecond = (double) plan.fleet().nodes() * plan.fleet().series() / plan.intervalSeconds();
        return String.format(
                Locale.ROOT,
                "| %,d | %d | %d s | %,.0f | %.3f | %.1f | %.0f | %.0f, %d | %.1f | %.1f | %.1f | %.1f |",
                plan.fleet().nodes(),
                plan.fleet().series(),
                plan.intervalSeconds(),
                samplesPerSecond,
                figures.liveCpuSeconds() / plan.liveSeconds(),
                figures.liveCpuSeconds() / plan.liveSamples() * 1e6,
                figures.liveHeapBytes() / MIB,
                figures.residentBytes() / MIB,
                plan.heapMebibytes(),
                figures.catchUpSeconds(),
                figures.restarted(),
                figures.restored(),
                figures.load());
    }

    private static String topic(SizingFigures figures, Kind kind) {
        SizingPlan plan = figures.plan();
        double written = figures.written().getOrDefault(kind, 0L);
        double minutes = plan.liveSeconds() / 60.0;
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %.2f | %.2f | %,.0f | %,.1f |",
                plan.fleet().nodes(),
                kind.text(),
                figures.history().getOrDefault(kind, 0L) / (double) plan.historySamples(),
                written / plan.liveSamples(),
                written / minutes / plan.fleet().nodes(),
                written / plan.liveSeconds() * DAY_SECONDS / MIB);
    }
}
