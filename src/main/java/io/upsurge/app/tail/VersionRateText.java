package io.upsurge.app.tail;

import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.words.Figures;
import io.upsurge.words.Measure;
import io.upsurge.words.OneLine;

/** The rate of a version in a window, in one line. */
public final class VersionRateText implements Printer<VersionRate> {

    @Override
    public String print(VersionRate rate) {
        StringBuilder line = new StringBuilder(Figures.instant(rate.window().startMs()));
        SignalKey key = rate.key();
        line.append(" +").append(rate.window().lengthMs() / 1_000).append("s ");
        line.append(key.workload().key()).append(' ').append(key.signal()).append(key.group());
        line.append(' ').append(rate.version());
        rate.baselineVersion()
                .ifPresent(
                        baseline -> line.append(" (baseline ").append(baseline).append(')'));
        line.append(": ");
        if (rate.rate().isPresent()) {
            line.append(Measure.value(rate.kind(), rate.rate().getAsDouble()))
                    .append(rate.kind() == Kind.RATE ? "/min per node, " : " " + Measure.noun(rate.kind()) + ", ");
        } else {
            line.append("no rate, ");
        }
        line.append(rate.nodes()).append(rate.nodes() == 1 ? " node" : " nodes");
        rate.spread().ifPresent(spread -> line.append(" (p10 ")
                .append(Measure.value(rate.kind(), spread.p10()))
                .append(", p50 ")
                .append(Measure.value(rate.kind(), spread.p50()))
                .append(", p90 ")
                .append(Measure.value(rate.kind(), spread.p90()))
                .append(", max ")
                .append(Measure.value(rate.kind(), spread.max()))
                .append(')'));
        rate.ratio().ifPresent(ratio -> line.append(", ratio ").append(Figures.times(ratio)));
        rate.standing().flatMap(VersionRate.Standing::bounds).ifPresent(bounds -> line.append(", since the upgrade ")
                .append(Figures.times(bounds.estimate()))
                .append(' ')
                .append(Figures.atLeast(bounds.lower()))
                .append(' ')
                .append(Figures.atMost(bounds.upper())));
        appendUnlessZero(line, rate.warmingNodes(), "warming");
        appendUnlessZero(line, rate.pendingNodes(), "pending");
        line.append(", ").append(Figures.percent(rate.completeness())).append(" scraped");
        if (rate.missingSources() != 0) {
            line.append(", silent partitions: ").append(rate.missingSources());
        }
        if (rate.corrections() != 0) {
            line.append(", corrections: ").append(rate.corrections());
        }
        return OneLine.of(line.toString());
    }

    private static void appendUnlessZero(StringBuilder line, int count, String what) {
        if (count != 0) {
            line.append(", ").append(count).append(' ').append(what);
        }
    }
}
