package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.rule.Assessment.Finding;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The plain rule: over the last windows the upgraded nodes call at least {@code multiple} times what their own baselines
 * and the fleet index let expect, and do so for several windows in a row. No statistics: it says SUSPECTED at most.
 *
 * <p>Ratio = sum(u y) / sum(u s b x) over upgraded nodes and the last windows, with y calls, x seconds, b the node's
 * baseline, s the fleet index and u the weight that keeps large nodes from dominating.
 */
public final class MultipleOfBaseline implements Rule {
    /** Calls in a baseline up to which it is called near zero: a ratio over so few says nothing. */
    private static final double NEAR_ZERO_CALLS = 3;
    /** What is over when a rise is over. */
    private static final Set<Verdict> RISES = Set.of(Verdict.SURGE, Verdict.NEW_CALLS, Verdict.LATE_ONSET);

    private final RuleSettings settings;

    /** Makes the rule. */
    public MultipleOfBaseline(RuleSettings settings) {
        this.settings = settings;
    }

    @Override
    public Judge start(Signal signal) {
        return new Memory(settings, signal);
    }

    @Override
    public Judge resume(Signal signal, Unpacker in) {
        RuleMark.MULTIPLE.read(in);
        Memory memory = new Memory(settings, signal);
        memory.unpack(in);
        return memory;
    }

    @Override
    public String describe(Signal signal) {
        return String.format(
                Locale.ROOT,
                "multiple: at least %sx the nodes' own baselines over %d windows, %d windows in a row; "
                        + "at least %d nodes, %s calls, %s extra in the fleet",
                plain(signal.multiple()),
                settings.windows(),
                settings.forWindows(),
                settings.minNodes(),
                plain(settings.minCalls()),
                plain(signal.floor()));
    }

    /** Whether the baselines of all nodes together, upgraded or not, rest on next to no calls. */
    static boolean isNearZero(CandidateWindow window) {
        double calls = 0;
        for (NodeWindow node : window.treated()) {
            calls += node.baselineCalls();
        }
        for (NodeWindow node : window.controls()) {
            calls += node.baselineCalls();
        }
        return calls <= NEAR_ZERO_CALLS;
    }

    /** The ratio below which a rise is over: 1 + 0.2 (multiple - 1), so that it does not flap at the multiple. */
    static double resolvedRatio(Signal signal) {
        return 1 + 0.2 * (signal.multiple() - 1);
    }

    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** Sums of one window over the upgraded nodes. */
    private record Sums(
            double weightedCalls,
            double weightedExpected,
            double calls,
            double expected,
            double exposure,
            double events) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    weightedCalls + other.weightedCalls,
                    weightedExpected + other.weightedExpected,
                    calls + other.calls,
                    expected + other.expected,
                    exposure + other.exposure,
                    events + other.events);
        }
    }

    private static final class Memory implements Judge {
        private final RuleSettings settings;
        private final Signal signal;
        private final Deque<Sums> recent = new ArrayDeque<>();
        private int windowsAbove;
        private int windowsClear;
        private boolean nearZero;

        Memory(RuleSettings settings, Signal signal) {
            this.settings = settings;
            this.signal = signal;
        }

        @Override
        public Assessment assess(CandidateWindow window) {
            remember(sumsOf(window));
            Sums total = recent.stream().reduce(Sums.NONE, Sums::plus);
            boolean observed = total.exposure > 0;
            if (!window.treated().isEmpty()) {
                nearZero = signal.kind() != Signal.Kind.MEAN && isNearZero(window);
            }
            double extra = observed ? (total.calls - total.expected) / total.exposure : 0;
            double fleetExtra = signal.kind() == Signal.Kind.RATE ? extra * window.knownNodes() : extra;
            boolean enough = total.events >= settings.minCalls()
                    && window.treated().size() >= settings.minNodes()
                    && fleetExtra >= signal.floor();
            boolean above = enough
                    && total.weightedCalls > 0
                    && total.weightedCalls >= signal.multiple() * total.weightedExpected;
            boolean clear = observed
                    && (total.weightedCalls < resolvedRatio(signal) * total.weightedExpected
                            || fleetExtra < signal.floor());
            windowsAbove = above ? windowsAbove + 1 : 0;
            windowsClear = clear ? windowsClear + 1 : observed ? 0 : windowsClear;
            Verdict verdict = nearZero ? Verdict.NEW_CALLS : Verdict.SURGE;
            return new Assessment(
                    windowsAbove >= settings.forWindows()
                            ? Optional.of(new Finding(verdict, Level.SUSPECTED, Optional.empty()))
                            : Optional.empty(),
                    windowsClear >= settings.resolveWindows() ? RISES : Set.of(),
                    observed,
                    observed ? total.expected / total.exposure : 0,
                    observed ? total.calls / total.exposure : 0,
                    observed && !nearZero && total.weightedExpected > 0
                            ? OptionalDouble.of(total.weightedCalls / total.weightedExpected)
                            : OptionalDouble.empty(),
                    Optional.empty());
        }

        @Override
        public void startOver(CandidateWindow window) {
            windowsAbove = 0;
        }

        @Override
        public RestartProfile takeProfile() {
            return new RestartProfile();
        }

        private static Sums sumsOf(CandidateWindow window) {
            Sums sums = Sums.NONE;
            for (NodeWindow node : window.treated()) {
                double expected = node.expected(window.background().index());
                sums = sums.plus(new Sums(
                        node.weight() * node.calls(),
                        node.weight() * expected,
                        node.calls(),
                        expected,
                        node.exposure(),
                        node.events()));
            }
            return sums;
        }

        private void remember(Sums sums) {
            recent.addLast(sums);
            if (recent.size() > settings.windows()) {
                recent.removeFirst();
            }
        }

        @Override
        public void pack(Packer out) {
            RuleMark.MULTIPLE.write(out);
            out.number(windowsAbove).number(windowsClear).flag(nearZero).number(recent.size());
            recent.forEach(sums -> out.real(sums.weightedCalls)
                    .real(sums.weightedExpected)
                    .real(sums.calls)
                    .real(sums.expected)
                    .real(sums.exposure)
                    .real(sums.events));
        }

        void unpack(Unpacker in) {
            windowsAbove = (int) in.number();
            windowsClear = (int) in.number();
            nearZero = in.flag();
            for (int i = in.count(); i > 0; i--) {
                recent.addLast(new Sums(in.real(), in.real(), in.real(), in.real(), in.real(), in.real()));
            }
        }
    }
}
