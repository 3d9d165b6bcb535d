package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.detect.evidence.RestartProfile;
import io.upsurge.detect.evidence.SequentialTest;
import io.upsurge.detect.rule.Assessment.Finding;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Judges by evidence; where there is none yet, as the plain rule does. */
final class SequentialJudge implements Judge {
    private static final int MIN_NODES = 3;
    private static final long ROLLOUT_LASTS_MS = 30 * 60_000L;

    private final RuleSettings settings;
    private final Signal signal;
    private final double nullRatio;
    private final Judge plain;
    private final SequentialTest test;
    private final RecentRatio recent = new RecentRatio();
    private final NewCalls newCalls = new NewCalls();
    private final FleetRise fleetRise;
    private final LateRise lateRise;
    private RestartProfile profile = new RestartProfile();
    private int episodes;
    private double events;
    private double expectedEvents;
    private int windowsRestored;

    SequentialJudge(RuleSettings settings, Signal signal, Judge plain) {
        this.settings = settings;
        this.signal = signal;
        this.nullRatio = Sequential.nullRatio(signal, settings.strict());
        this.plain = plain;
        this.test = new SequentialTest(signal.kind(), nullRatio, settings.errorBudget());
        this.fleetRise = new FleetRise(signal.multiple(), MultipleOfBaseline.resolvedRatio(signal), settings);
        this.lateRise = new LateRise(signal.multiple(), settings);
    }

    @Override
    public Assessment assess(CandidateWindow window) {
        Assessment simple = plain.assess(window);
        List<NodeWindow> counted = counted(window);
        learnProfile(window);
        test.add(
                counted,
                window.controls(),
                window.background(),
                window.profile().isKnown() ? Optional.of(window.profile()) : Optional.empty(),
                window.window().endMs());
        double index = window.background().index();
        recent.add(counted, index);
        newCalls.add(window);
        fleetRise.add(window.background(), !counted.isEmpty());
        lateRise.add(window.treated(), index, isInRollout(window));
        for (NodeWindow node : counted) {
            events += node.events();
            expectedEvents += signal.kind() == Signal.Kind.MEAN ? node.events() : node.expected(index);
        }
        windowsRestored = restored(simple.ratio(), window);
        Proof proof =
                new Proof(settings, signal, test, test.weigh(window.upgraded(), window.background()), window, episodes);
        boolean nearZero = signal.kind() != Signal.Kind.MEAN && MultipleOfBaseline.isNearZero(window);
        return new Assessment(
                nearZero ? newCalls(simple, window) : finding(simple, proof, counted.size()),
                over(simple),
                simple.observed(),
                simple.baselineRate(),
                simple.candidateRate(),
                simple.ratio(),
                nearZero ? Optional.empty() : proof.certainty());
    }

    /** Upgraded nodes that count: settled, or of an age at which it is known what a restart brings. */
    private static List<NodeWindow> counted(CandidateWindow window) {
        if (!window.profile().isKnown()) {
            return window.treated();
        }
        List<NodeWindow> counted = new ArrayList<>(window.treated());
        window.warming().stream().filter(node -> node.age() >= 1).forEach(counted::add);
        counted.sort(Comparator.comparing(NodeWindow::node));
        return counted;
    }

    private void learnProfile(CandidateWindow window) {
        if (signal.kind() == Signal.Kind.RATE) {
            double index = window.background().index();
            for (List<NodeWindow> nodes : List.of(window.warming(), window.treated())) {
                for (NodeWindow node : nodes) {
                    if (node.age() >= 1) {
                        profile.add(node.age(), node.residual(index), node.weight() * node.baselineRate());
                    }
                }
            }
        }
    }

    private int restored(OptionalDouble ratio, CandidateWindow window) {
        if (window.treated().isEmpty()) {
            return windowsRestored;
        }
        double resolved = 1 / MultipleOfBaseline.resolvedRatio(signal);
        return ratio.isPresent() && ratio.getAsDouble() > resolved ? windowsRestored + 1 : 0;
    }

    private Set<Verdict> over(Assessment simple) {
        Set<Verdict> over = EnumSet.noneOf(Verdict.class);
        over.addAll(simple.over());
        if (windowsRestored >= settings.resolveWindows()) {
            over.add(Verdict.DECREASED);
        }
        if (fleetRise.isOver()) {
            over.add(Verdict.FLEET_WIDE);
        }
        return over;
    }

    private Optional<Finding> newCalls(Assessment simple, CandidateWindow window) {
        if (newCalls.isSeen() && newCalls.isControlled()) {
            return Optional.of(
                    new Finding(Verdict.NEW_CALLS, Level.CONFIRMED, Optional.of(Attribution.CONCURRENT_CONTROL)));
        }
        return newCalls.isSeen() || simple.finding().isPresent()
                ? Optional.of(new Finding(Verdict.NEW_CALLS, Level.SUSPECTED, attribution(window)))
                : Optional.empty();
    }

    private Optional<Finding> finding(Assessment simple, Proof proof, int nodes) {
        CandidateWindow window = proof.window();
        boolean inRollout = isInRollout(window);
        if (nodes >= MIN_NODES) {
            Optional<Finding> proven = proof.rise(recent, events, inRollout);
            proven = proven.isPresent() ? proven : proof.fall(recent, expectedEvents);
            if (proven.isPresent()) {
                return proven;
            }
        }
        if (inRollout && simple.finding().isPresent()) {
            return Optional.of(new Finding(Verdict.SURGE, Level.SUSPECTED, attribution(window)));
        }
        if (lateRise.isSeen() && proof.matters(simple.ratio().orElse(1) - 1)) {
            return Optional.of(new Finding(Verdict.LATE_ONSET, Level.SUSPECTED, Optional.of(Attribution.BEFORE_AFTER)));
        }
        boolean theirs = proof.findings()
                .concurrent()
                .filter(estimate -> estimate.ratio() >= nullRatio)
                .isPresent();
        if (fleetRise.isSeen() && !theirs) {
            return Optional.of(new Finding(Verdict.FLEET_WIDE, Level.SUSPECTED, Optional.of(Attribution.FLEET_WIDE)));
        }
        return Optional.empty();
    }

    private static boolean isInRollout(CandidateWindow window) {
        return window.window().endMs() - window.lastUpgradeMs() <= ROLLOUT_LASTS_MS;
    }

    private static Optional<Attribution> attribution(CandidateWindow window) {
        return Optional.of(window.background().live() ? Attribution.CONCURRENT_CONTROL : Attribution.BEFORE_AFTER);
    }

    @Override
    public void startOver(CandidateWindow window) {
        plain.startOver(window);
        test.startOver(window.upgraded());
        recent.clear();
        newCalls.clear();
        fleetRise.clear();
        lateRise.clear();
        episodes++;
        events = 0;
        expectedEvents = 0;
        windowsRestored = 0;
    }

    @Override
    public RestartProfile takeProfile() {
        RestartProfile taken = profile;
        profile = new RestartProfile();
        return taken;
    }

    @Override
    public void pack(Packer out) {
        RuleMark.SEQUENTIAL.write(out);
        plain.pack(out);
        test.pack(out);
        recent.pack(out);
        newCalls.pack(out);
        fleetRise.pack(out);
        lateRise.pack(out);
        profile.pack(out);
        out.number(episodes).real(events).real(expectedEvents).number(windowsRestored);
    }

    void unpack(Unpacker in) {
        test.unpack(in);
        recent.unpack(in);
        newCalls.unpack(in);
        fleetRise.unpack(in);
        lateRise.unpack(in);
        profile = RestartProfile.unpack(in);
        episodes = (int) in.number();
        events = in.real();
        expectedEvents = in.real();
        windowsRestored = (int) in.number();
    }
}
