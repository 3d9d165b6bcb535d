package io.upsurge.app.bench;

import io.upsurge.app.bench.BenchReport.Figures;
import io.upsurge.app.bench.BenchReport.FleetFigures;
import java.util.Locale;
import java.util.StringJoiner;

/** The report as text. */
final class BenchTable {
    private BenchTable() {}

    static String of(BenchReport report) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add("Java " + report.java() + ", " + report.processors()
                + " processors; processor time of the clients alone, the broker runs in a process of its own");
        report.fleets().forEach(fleet -> text.add("").add(of(fleet)));
        return text.toString();
    }

    private static String of(FleetFigures fleet) {
        BenchPlan plan = fleet.plan();
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add(format(
                "%,d nodes x %d series x %d scrapes = %,d samples in %,d records; %d partitions, %d threads, %s, %s, "
                        + "median of %d rounds",
                plan.nodes(),
                plan.series(),
                plan.scrapes(),
                plan.samples(),
                plan.records(),
                plan.partitions(),
                plan.threads(),
                plan.rocksDb() ? "RocksDB" : "heap",
                plan.exactlyOnce() ? "exactly once" : "at least once",
                plan.rounds()));
        text.add(format(
                "%-18s %12s %12s %14s %9s %9s %12s",
                "job", "samples/s", "records/s", "cpu-s/million", "x bytes", "x decoded", "alloc B/smp"));
        fleet.jobs().forEach((job, figures) -> text.add(row(fleet, job, figures)));
        text.add(format(
                "topology / Streams no-op %.2f; drain decoded / topology %.2f; drain bytes / topology %.2f",
                fleet.cpuRatio(Job.TOPOLOGY, Job.NOOP),
                fleet.cpuRatio(Job.DECODED, Job.TOPOLOGY),
                fleet.cpuRatio(Job.BYTES, Job.TOPOLOGY)));
        text.add(format(
                "engine's share of the topology %.0f %%; packed state per 1,000 nodes %.2f MB (%.0f + %.0f bytes a node)",
                100 * fleet.cpuRatio(Job.ENGINE, Job.TOPOLOGY),
                fleet.stateMegabytesPerThousandNodes(),
                fleet.nodeStateBytes(),
                fleet.historyBytes()));
        text.add((fleet.complete() ? "complete: " : "NOT COMPLETE: ") + fleet.check());
        return text.toString();
    }

    private static String row(FleetFigures fleet, Job job, Figures figures) {
        return format(
                "%-18s %,12.0f %,12.0f %14.3f %9.2f %9.2f %,12.0f",
                job.text(),
                figures.samplesPerSecond(),
                figures.recordsPerSecond(),
                figures.cpuSecondsPerMillion(),
                fleet.cpuRatio(job, Job.BYTES),
                fleet.cpuRatio(job, Job.DECODED),
                figures.allocatedBytesPerSample());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
