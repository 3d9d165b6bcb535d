package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.UpsurgeConfig.StoreKind;
import java.util.Locale;
import java.util.StringJoiner;

/** The report as Markdown. */
final class ChaosText {
    private ChaosText() {}

    static String of(ChaosReport report) {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        ChaosPlan plan = report.plan();
        text.add(format(
                "%d instances, %d standby copies, state in %s, %d partitions, seed %d; %d roll-outs, %,d records, %,d scrapes "
                        + "written in %d s; an instance is missed after %d s, a transaction ends after %d s",
                plan.cast().instances(),
                plan.cast().standbys(),
                plan.cast().store() == StoreKind.ROCKSDB ? "RocksDB" : "memory",
                plan.cast().partitions(),
                plan.seed(),
                report.rollOuts(),
                report.records(),
                report.scrapes(),
                plan.seconds(),
                plan.sessionMs() / 1_000,
                plan.transactionMs() / 1_000));
        text.add(format("%d instances killed, %d starts again", report.kills(), report.restarts()));
        text.add("");
        text.add("| fault | times | lasts, median | results again after, median | at most |");
        text.add("| --- | ---: | ---: | ---: | ---: |");
        report.times().forEach(time -> text.add(row(time)));
        text.add("");
        text.add("| results | must be | are | lost | doubled | different | unexpected | out of order |");
        text.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Findings findings = report.findings();
        text.add(row("rates", findings.rates()));
        text.add(row("changes of anomalies", findings.anomalies()));
        text.add(row("open anomalies at the end", findings.open()));
        text.add("");
        text.add(format(
                "%d anomalies, %d with a gap in the numbers of their changes; %d refused records; %d results were written and "
                        + "withdrawn",
                report.anomalies(), findings.gaps(), findings.deadLetters(), findings.withdrawn()));
        Deliveries told = report.deliveries();
        text.add(format(
                "%d of %d changes came at the webhook, %d missing; %d requests, %d answered 503, %d left hanging, %d told again "
                        + "after they were taken, %d unexpected, %d different",
                told.taken(),
                told.expected(),
                told.missing(),
                told.requests(),
                told.refused(),
                told.hanging(),
                told.repeats(),
                told.unexpected(),
                told.different()));
        findings.rates().lines().forEach(text::add);
        findings.anomalies().lines().forEach(text::add);
        findings.open().lines().forEach(text::add);
        text.add("");
        text.add(verdict(report));
        return text.toString();
    }

    private static String verdict(ChaosReport report) {
        Findings findings = report.findings();
        if (!findings.same()) {
            return "NOT exactly once: the results are not those that the inputs give.";
        }
        if (!report.deliveries().complete()) {
            return "Exactly once, but the webhook was NOT told everything, or of something else.";
        }
        if (report.anomalies() == 0) {
            return "NOTHING TO SAY: the season has no anomaly.";
        }
        if (report.slowStops() > 0 || report.endedByThemselves() > 0) {
            return format(
                    "Exactly once, but %d instances ended by themselves and %d did not stop when asked to.",
                    report.endedByThemselves(), report.slowStops());
        }
        return "Exactly once: all results are those that the inputs give, bit for bit, each of them once; and each change was told "
                + "at least once.";
    }

    private static String row(FaultTime time) {
        String again = time.measured() == 0
                ? "not before the end | "
                : format("%.1f s | %.1f s", time.medianMs() / 1_000.0, time.maxMs() / 1_000.0);
        return format("| %s | %d | %.1f s | %s |", time.kind().text(), time.faults(), time.lastedMs() / 1_000.0, again);
    }

    private static String row(String what, Comparison results) {
        return format(
                "| %s | %,d | %,d | %d | %d | %d | %d | %d |",
                what,
                results.expected(),
                results.found(),
                results.lost(),
                results.doubled(),
                results.different(),
                results.unexpected(),
                results.disordered());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
