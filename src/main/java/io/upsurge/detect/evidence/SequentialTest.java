package io.upsurge.detect.evidence;

import io.upsurge.detect.evidence.RatioArm.Member;
import io.upsurge.model.Signal;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Tests whether the upgraded nodes of a candidate changed, after every window anew, without paying for the repetition.
 *
 * <p>Three e-processes, mixed: D compares with nodes that have not changed yet, concurrently, and is the causal one; T
 * compares before and after alone and goes on when no control is left; S counts surging nodes. A mean of e-processes is one.
 */
public final class SequentialTest {
    private static final double CONCURRENT = Math.log(0.6);
    private static final double BEFORE_AFTER = Math.log(0.2);
    private static final double SHARE = Math.log(0.2);
    private static final double CONCURRENT_DOWN = Math.log(0.8);
    private static final int FORGETTING_WINDOWS = 20;
    private static final double FORGETTING = Decayed.factor(FORGETTING_WINDOWS);
    /** Below so many expected calls the exact test of counts has to agree. */
    private static final double FEW_CALLS = 20;
    /** The least degrees of freedom a variance is credited with. */
    private static final double LEAST_FREEDOM = 4;

    private final Signal.Kind kind;
    private final double nullRatio;
    private final double errorBudget;
    private final NormalMixture mixture;
    private final RatioArm concurrent = new RatioArm(1);
    private final RatioArm beforeAfter = new RatioArm(FORGETTING);
    private final SurgingShare share = new SurgingShare();
    private final CountMixture counts;
    private double expectedCalls;

    /**
     * Begins to test.
     *
     * @param kind kind of the signal
     * @param nullRatio r0: ratios between 1 / r0 and r0 are no change
     * @param errorBudget chance of a false alarm over a whole roll-out, between 0 and 0.5
     */
    public SequentialTest(Signal.Kind kind, double nullRatio, double errorBudget) {
        this.kind = kind;
        this.nullRatio = nullRatio;
        this.errorBudget = errorBudget;
        this.mixture = new NormalMixture(errorBudget);
        this.counts = new CountMixture(nullRatio);
    }

    /**
     * A node that runs the candidate, observed in this window or not.
     *
     * @param weight u
     * @param baselineRate b, calls per unit of exposure
     * @param ledger what it has done since the upgrade
     */
    public record Upgraded(double weight, double baselineRate, NodeLedger ledger) {}

    /**
     * Takes in a window.
     *
     * @param treated upgraded nodes that count in it
     * @param controls nodes still on their baseline version
     * @param background of the window
     * @param profile what a restart brings; empty where no profile is known and {@code treated} are settled
     * @param windowEndMs end of the window, milliseconds since 1970-01-01T00:00Z
     */
    public void add(
            List<NodeWindow> treated,
            List<NodeWindow> controls,
            Background background,
            Optional<RestartProfile> profile,
            long windowEndMs) {
        if (treated.isEmpty()) {
            return;
        }
        double weight = background.live() ? controls.size() / (double) (controls.size() + treated.size()) : 0;
        Map<String, Double> expectedByZone = new TreeMap<>();
        double calls = 0;
        double unindexed = 0;
        for (NodeWindow node : treated) {
            double extra = profile.map(p -> p.extra(node.age())).orElse(0.0);
            double expected = node.expected(background.index()) * (1 + extra / background.typicalExposure());
            double trust = profile.map(p -> p.weight(node.age())).orElse(1.0);
            NodeLedger ledger = node.ledger();
            ledger.concurrent().add(weight * trust, node.calls(), expected, node.exposure());
            ledger.beforeAfter().fade(FORGETTING, windowEndMs, background.windowMs());
            ledger.beforeAfter().add(trust, node.calls(), expected, node.exposure());
            if (background.steady()) {
                share.add(ledger.firstBlock(node.calls(), expected, node.events()));
            }
            expectedByZone.merge(node.zone(), node.weight() * trust * expected, Double::sum);
            calls += node.calls();
            unindexed += node.baselineRate() * node.exposure();
            expectedCalls += weight * expected;
        }
        Map<String, Double> controlsByZone = new TreeMap<>();
        double controlCalls = 0;
        double controlBaselines = 0;
        for (NodeWindow node : controls) {
            controlsByZone.merge(node.zone(), node.weight() * node.expected(1), Double::sum);
            controlCalls += node.calls();
            controlBaselines += node.expected(1);
        }
        if (weight > 0) {
            concurrent.add(weight, expectedByZone, controlsByZone, background);
        }
        beforeAfter.add(1, expectedByZone, controlsByZone, background);
        if (weight > 0 && controlBaselines > 0 && kind != Signal.Kind.MEAN) {
            counts.add(calls, controlCalls, unindexed / controlBaselines, background.overdispersion());
        }
    }

    /**
     * What the windows so far prove.
     *
     * @param concurrent ratio against concurrent controls; empty without any
     * @param beforeAfter ratio before and after; empty before the first window
     * @param logConcurrent ln of the e-value D for a ratio above r0
     * @param logBeforeAfter ln of the e-value T for a ratio above r0
     * @param logShare ln of the e-value S
     * @param logUp ln of the mixed e-value for a ratio above r0
     * @param logConcurrentDown ln of the e-value D for a ratio below 1 / r0
     * @param logDown ln of the mixed e-value for a ratio below 1 / r0
     * @param surging upgraded nodes that surge by themselves
     */
    public record Findings(
            Optional<Estimate> concurrent,
            Optional<Estimate> beforeAfter,
            double logConcurrent,
            double logBeforeAfter,
            double logShare,
            double logUp,
            double logConcurrentDown,
            double logDown,
            int surging) {

        /** ln of what S alone adds to the mixed e-value. */
        public double logShareWeighed() {
            return SHARE + logShare;
        }
    }

    /** Weighs what was taken in so far. */
    public Findings weigh(List<Upgraded> nodes, Background background) {
        Optional<Estimate> d = concurrent.estimate(members(nodes, NodeLedger::concurrent), background);
        Optional<Estimate> t = beforeAfter.estimate(members(nodes, NodeLedger::beforeAfter), background);
        double logD = d.map(e -> logE(e.above(nullRatio), e, background)).orElse(0.0);
        double logT = t.map(e -> logE(e.above(nullRatio), e, background)).orElse(0.0);
        double logS = share.logE(background.placebo());
        double logDown = d.map(e -> logE(e.below(1 / nullRatio), e, background)).orElse(0.0);
        double logTDown =
                t.map(e -> logE(e.below(1 / nullRatio), e, background)).orElse(0.0);
        if (expectedCalls < FEW_CALLS && kind != Signal.Kind.MEAN) {
            logD = Math.min(logD, counts.logE());
        }
        return new Findings(
                d,
                t,
                logD,
                logT,
                logS,
                LogSum.of(CONCURRENT + logD, BEFORE_AFTER + logT, SHARE + logS),
                logDown,
                LogSum.of(CONCURRENT_DOWN + logDown, BEFORE_AFTER + logTDown),
                share.surging());
    }

    private double logE(double z, Estimate estimate, Background background) {
        double freedom = Math.max(LEAST_FREEDOM, background.learnedFrom() - 1);
        return mixture.logE(NormalMixture.studentised(z, freedom), estimate.information());
    }

    /** Whether the evidence does not hang on one node: without the one that moves it most, two standard errors are left. */
    public boolean standsWithoutTopNode(List<Upgraded> nodes, Background background, boolean causal, boolean up) {
        Optional<Estimate> rest = causal
                ? concurrent.withoutTop(members(nodes, NodeLedger::concurrent), background)
                : beforeAfter.withoutTop(members(nodes, NodeLedger::beforeAfter), background);
        return rest.isPresent()
                && (up ? rest.get().above(nullRatio) : rest.get().below(1 / nullRatio)) >= 2;
    }

    /**
     * Bounds of a ratio that hold at all times and over all keys together, but for the error budget.
     *
     * @param keys number of keys that share the error budget, at least 1
     * @return lower and upper bound
     */
    public double[] bounds(Estimate estimate, int keys) {
        double away = mixture.distance(estimate.information(), errorBudget / keys);
        return new double[] {estimate.ratio() * Math.exp(-away), estimate.ratio() * Math.exp(away)};
    }

    private List<Member> members(List<Upgraded> nodes, Function<NodeLedger, NodeArm> arm) {
        List<Member> members = new ArrayList<>(nodes.size());
        for (Upgraded node : nodes) {
            double quantum = kind == Signal.Kind.MEAN ? node.baselineRate() : 1;
            members.add(new Member(node.weight(), node.baselineRate(), quantum, arm.apply(node.ledger())));
        }
        return members;
    }

    /** Forgets everything about these nodes and begins anew. */
    public void startOver(List<Upgraded> nodes) {
        nodes.forEach(node -> node.ledger().clearArms());
        concurrent.clear();
        beforeAfter.clear();
        share.clear();
        counts.clear();
        expectedCalls = 0;
    }

    /** Writes everything down. */
    public void pack(Packer out) {
        concurrent.pack(out);
        beforeAfter.pack(out);
        share.pack(out);
        counts.pack(out);
        out.real(expectedCalls);
    }

    /** Reads what {@link #pack} wrote. */
    public void unpack(Unpacker in) {
        concurrent.unpack(in);
        beforeAfter.unpack(in);
        share.unpack(in);
        counts.unpack(in);
        expectedCalls = in.real();
    }
}
