package io.upsurge.detect.fleet;

import io.upsurge.detect.rule.Assessment;
import io.upsurge.detect.rule.Assessment.Finding;
import io.upsurge.detect.rule.Judge;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Attribution;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Anomaly.State;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * The life of one candidate version of one key: judged window by window, with at most one open anomaly at a time.
 *
 * <p>An anomaly opens when the rule finds something, is updated when the rule becomes surer or its ratio or its share of nodes
 * has moved by a quarter, and is resolved when the rate has recovered, when nine in ten of the nodes have left the candidate,
 * or when it has stood for too long.
 */
final class Candidate {
    private static final double LEFT_SHARE = 0.1;
    private static final double UPDATE_STEP = 0.25;
    /** A rise that is over so soon after the last upgrade was an effect of the start. */
    private static final long TRANSIENT_WITHIN_MS = 45 * 60_000L;
    /** So long after the last upgrade without an anomaly, what restarts brought was ordinary. */
    private static final long CLEAN_AFTER_MS = 60 * 60_000L;

    /** Verdicts that rest on the estimate of a ratio. */
    private static final Set<Verdict> OF_A_RATIO = Set.of(Verdict.SURGE, Verdict.DECREASED, Verdict.TRANSIENT);

    private final Judge judge;
    private int episode;
    private boolean open;
    private String from = "";
    private int sequence;
    private long openedAtMs;
    private long firstUpgradeAtMs;
    private int peakNodes;
    /** Nodes that were on the candidate when it was rolled back or expired do not open it again; only more nodes do. */
    private int quietNodes;

    /** End of the last window in which a known node ran the candidate; 0 before the first. */
    private long lastNodesMs;

    private double toldRatio;
    private int toldNodes;
    private Verdict verdict = Verdict.SURGE;
    private Level level = Level.SUSPECTED;
    private Optional<Attribution> attribution = Optional.empty();
    private Optional<Certainty> certainty = Optional.empty();
    private double baselineRate;
    private double candidateRate;
    private OptionalDouble ratio = OptionalDouble.empty();

    Candidate(Judge judge) {
        this.judge = judge;
    }

    Judge judge() {
        return judge;
    }

    boolean isOpen() {
        return open;
    }

    /** Ratio of the last assessment; empty where there is none. */
    OptionalDouble ratio() {
        return ratio;
    }

    /**
     * Moves on by one window.
     *
     * @param assessment what the judge says
     * @param fleet the nodes that run or ran the candidate
     * @param fixed what does not change: key, signal, rule
     * @return the change to be told, if any
     */
    Optional<Anomaly> step(Assessment assessment, CandidateFleet fleet, Fixed fixed, long atMs, long expireAfterMs) {
        peakNodes = Math.max(peakNodes, fleet.onCandidate());
        quietNodes = Math.min(quietNodes, fleet.onCandidate());
        lastNodesMs = fleet.onCandidate() > 0 || lastNodesMs == 0 ? atMs : lastNodesMs;
        if (assessment.observed()) {
            baselineRate = assessment.baselineRate();
            candidateRate = assessment.candidateRate();
            ratio = assessment.ratio();
            certainty = assessment.certainty();
        }
        if (!open) {
            return assessment
                    .finding()
                    .filter(found -> fleet.onCandidate() > quietNodes)
                    .map(found -> open(found, fleet, fixed, atMs));
        }
        if (fleet.onCandidate() <= peakNodes * LEFT_SHARE) {
            return Optional.of(resolve(
                    fleet.returned() >= fleet.movedOn() ? Resolution.ROLLED_BACK : Resolution.SUPERSEDED,
                    fleet,
                    fixed,
                    atMs));
        }
        if (assessment.over().contains(verdict)) {
            return Optional.of(recover(fleet, fixed, atMs));
        }
        if (atMs - openedAtMs >= expireAfterMs) {
            return Optional.of(resolve(Resolution.EXPIRED, fleet, fixed, atMs));
        }
        boolean surer = assessment.finding().filter(this::isSurer).isPresent();
        if (surer) {
            take(assessment.finding().get());
        }
        if (surer || (assessment.observed() && moved(fleet))) {
            return Optional.of(tell(State.UPDATED, Optional.empty(), fleet, fixed, atMs));
        }
        return Optional.empty();
    }

    private boolean isSurer(Finding found) {
        return found.level().compareTo(level) > 0;
    }

    private void take(Finding found) {
        verdict = found.verdict();
        level = found.level();
        attribution = found.attribution();
    }

    /**
     * Whether what restarts into this version brought is known to be ordinary: no anomaly for an hour after the last upgrade,
     * or one that passed by itself.
     */
    boolean endedClean(long lastUpgradeMs, long atMs) {
        boolean quiet = episode == 0 && lastUpgradeMs > 0 && atMs - lastUpgradeMs >= CLEAN_AFTER_MS;
        return !open && (quiet || verdict == Verdict.TRANSIENT);
    }

    /**
     * Whether nothing is lost without it: no node has run it for long, and nothing was ever said of it. One of which something
     * was said is kept, for it knows how many anomalies there were: no id may be used twice.
     */
    boolean isForgettable(long atMs, long afterMs) {
        return episode == 0 && atMs - lastNodesMs >= afterMs;
    }

    /** What does not change in the life of a candidate. */
    record Fixed(SignalKey key, String version, Signal signal, String rule) {}

    private Anomaly open(Finding found, CandidateFleet fleet, Fixed fixed, long atMs) {
        open = true;
        episode++;
        sequence = 0;
        from = fleet.from();
        openedAtMs = atMs;
        firstUpgradeAtMs = fleet.firstUpgradeAtMs();
        take(found);
        return tell(State.OPEN, Optional.empty(), fleet, fixed, atMs);
    }

    private Anomaly recover(CandidateFleet fleet, Fixed fixed, long atMs) {
        if (verdict == Verdict.SURGE && atMs - fleet.lastUpgradeAtMs() <= TRANSIENT_WITHIN_MS) {
            verdict = Verdict.TRANSIENT;
        }
        judge.startOver(fleet.window());
        return resolve(Resolution.RECOVERED, fleet, fixed, atMs);
    }

    private Anomaly resolve(Resolution resolution, CandidateFleet fleet, Fixed fixed, long atMs) {
        open = false;
        peakNodes = fleet.onCandidate();
        quietNodes = resolution == Resolution.RECOVERED ? 0 : fleet.onCandidate();
        return tell(State.RESOLVED, Optional.of(resolution), fleet, fixed, atMs);
    }

    private boolean moved(CandidateFleet fleet) {
        boolean ratioMoved = Math.abs(ratio.orElse(candidateRate) - toldRatio) > UPDATE_STEP * Math.abs(toldRatio);
        boolean nodesMoved = Math.abs(fleet.onCandidate() - toldNodes) > UPDATE_STEP * fleet.known();
        return ratioMoved || nodesMoved;
    }

    private Anomaly tell(State state, Optional<Resolution> resolution, CandidateFleet fleet, Fixed fixed, long atMs) {
        sequence++;
        toldRatio = ratio.orElse(candidateRate);
        toldNodes = fleet.onCandidate();
        Evidence evidence = fleet.evidence(
                baselineRate, candidateRate, ratio, OF_A_RATIO.contains(verdict) ? certainty : Optional.empty());
        return new Anomaly(
                AnomalyId.of(fixed.key, from, fixed.version, episode),
                sequence,
                state,
                resolution,
                verdict,
                level,
                attribution,
                fixed.key,
                fixed.signal.kind(),
                from,
                fixed.version,
                episode,
                openedAtMs,
                atMs,
                firstUpgradeAtMs,
                evidence,
                fixed.signal.multiple(),
                fixed.signal.budgetPerSecond(),
                fixed.rule);
    }

    void pack(Packer out) {
        judge.pack(out);
        out.number(episode).flag(open).text(from).number(sequence).number(openedAtMs);
        out.number(firstUpgradeAtMs).number(peakNodes).number(quietNodes);
        out.number(lastNodesMs).real(toldRatio).number(toldNodes);
        out.number(verdict.ordinal()).number(level.ordinal()).real(baselineRate).real(candidateRate);
        out.flag(ratio.isPresent()).real(ratio.orElse(0));
        out.number(attribution.map(Enum::ordinal).orElse(-1)).flag(certainty.isPresent());
        certainty.ifPresent(known -> CertaintyForm.pack(known, out));
    }

    /** Reads what {@link #pack} wrote. */
    static Candidate unpack(Unpacker in, Function<Unpacker, Judge> judgeOf) {
        Candidate candidate = new Candidate(judgeOf.apply(in));
        candidate.episode = (int) in.number();
        candidate.open = in.flag();
        candidate.from = in.text();
        candidate.sequence = (int) in.number();
        candidate.openedAtMs = in.number();
        candidate.firstUpgradeAtMs = in.number();
        candidate.peakNodes = (int) in.number();
        candidate.quietNodes = (int) in.number();
        candidate.lastNodesMs = in.number();
        candidate.toldRatio = in.real();
        candidate.toldNodes = (int) in.number();
        candidate.verdict = Verdict.values()[(int) in.number()];
        candidate.level = Level.values()[(int) in.number()];
        candidate.baselineRate = in.real();
        candidate.candidateRate = in.real();
        boolean hasRatio = in.flag();
        double ratio = in.real();
        candidate.ratio = hasRatio ? OptionalDouble.of(ratio) : OptionalDouble.empty();
        int attribution = (int) in.number();
        candidate.attribution = attribution < 0 ? Optional.empty() : Optional.of(Attribution.values()[attribution]);
        candidate.certainty = in.flag() ? Optional.of(CertaintyForm.unpack(in)) : Optional.empty();
        return candidate;
    }
}
