package io.upsurge.view;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Signal;
import io.upsurge.model.Signal.Kind;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Bounds;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.report.KeyVerdict;
import io.upsurge.report.KeyVerdict.Stood;
import io.upsurge.view.GateVerdict.Answer;
import io.upsurge.view.GateVerdict.KeyAnswer;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Figures;
import io.upsurge.words.GroupValues;
import io.upsurge.words.OneLine;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a key lets a candidate pass. It passes if the rise that would matter is excluded: the upper bound of the ratio is
 * below the multiple, or what the upper bound would add is below the floor, on nodes enough. Without bounds, because the
 * baseline is near zero, it passes if even an upper limit of the calls stays below the floor: of y calls over x node-seconds
 * the limit y' = y + z sqrt(y) + z^2 with z = {@value #Z}, a conservative one for counts, over x and times the fleet.
 *
 * <p>Bounds need nodes that had not changed at the same time, {@value #MIN_CONTROLS} at least: without, a load that fell would
 * hide a rise. {@link GateBounds} says where the bounds are and how much longer it takes.
 */
final class Gate {
    private static final double Z = 3.1;
    private static final int MIN_CONTROLS = 3;
    private static final double SECONDS_PER_MINUTE = 60;

    private final Signal signal;
    private final int minNodes;
    private final Level failsAt;
    private final GateBounds boundary;

    /**
     * A gate for a signal.
     *
     * @param question what is asked
     */
    Gate(Signal signal, GateQuestion question) {
        this.signal = signal;
        this.minNodes = question.minNodes();
        this.failsAt = question.failsAt();
        this.boundary = new GateBounds(question.risk());
    }

    /**
     * What is known of a key.
     *
     * @param key the key
     * @param candidate rates of the candidate; null where there are none
     * @param baselineCalls calls of the other versions
     * @param open the most serious open anomaly of key and candidate
     * @param knownNodes known nodes of the workload
     */
    record Known(SignalKey key, RateSeries candidate, double baselineCalls, Optional<Anomaly> open, int knownNodes) {}

    /** The answer of a key; empty if nobody calls it, before or after, so that nothing is asked of it. */
    Optional<KeyAnswer> answer(Known known) {
        if (known.open().isPresent()) {
            return Optional.of(found(known, known.open().get()));
        }
        Optional<VersionRate> last = Optional.ofNullable(known.candidate()).flatMap(RateSeries::lastStanding);
        Optional<Standing> standing = last.flatMap(VersionRate::standing);
        double calls = known.candidate() == null ? 0 : known.candidate().calls();
        boolean silent = known.baselineCalls() == 0 && calls == 0;
        if (standing.isEmpty() || !standing.get().observed()) {
            return silent
                    ? Optional.empty()
                    : Optional.of(answer(
                            known,
                            Answer.INSUFFICIENT,
                            "insufficient-data",
                            standing,
                            OptionalDouble.empty(),
                            "No upgraded node that settled and had a baseline of its own was observed."));
        }
        if (silent && standing.get().judgedNodes() >= minNodes) {
            return Optional.empty();
        }
        return Optional.of(judged(known, last.get(), standing.get()));
    }

    private KeyAnswer judged(Known known, VersionRate last, Standing standing) {
        KeyVerdict verdict = KeyVerdict.silent(
                signal,
                new Stood(
                        true,
                        standing.baselineRate(),
                        standing.candidateRate(),
                        last.ratio(),
                        standing.bounds(),
                        standing.judgedNodes(),
                        known.knownNodes(),
                        known.candidate().mostControls()));
        String outcome = verdict.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (standing.judgedNodes() < minNodes) {
            return answer(
                    known,
                    Answer.INSUFFICIENT,
                    "insufficient-data",
                    Optional.of(standing),
                    OptionalDouble.empty(),
                    "Only " + standing.judgedNodes() + " upgraded nodes settled and had a baseline of their own; "
                            + minNodes + " are needed.");
        }
        if (standing.bounds().isEmpty()) {
            return withoutBounds(known, standing, outcome, verdict.why());
        }
        if (known.candidate().mostControls() < MIN_CONTROLS) {
            return answer(
                    known,
                    Answer.INSUFFICIENT,
                    "no-control",
                    Optional.of(standing),
                    OptionalDouble.empty(),
                    "There were " + known.candidate().mostControls()
                            + " nodes that had not changed to compare with at the same time; " + MIN_CONTROLS
                            + " are needed.");
        }
        Bounds bounds = boundary.atRisk(standing.bounds().get());
        double most =
                (bounds.upper() - 1) * standing.baselineRate() * (signal.kind() == Kind.RATE ? known.knownNodes() : 1);
        if (bounds.upper() < signal.multiple()) {
            return answer(
                    known,
                    Answer.PASS,
                    "clean",
                    Optional.of(standing),
                    OptionalDouble.empty(),
                    ratio(bounds) + ": a rise by the multiple of " + Figures.times(signal.multiple())
                            + " is excluded.");
        }
        if (most < signal.floor()) {
            return answer(
                    known,
                    Answer.PASS,
                    "below-floor",
                    Optional.of(standing),
                    OptionalDouble.empty(),
                    ratio(bounds) + ": even that would add " + Figures.amount(Math.max(0, most)) + unit()
                            + ", below the floor of " + Figures.amount(signal.floor()) + '.');
        }
        OptionalDouble more = boundary.moreNodeMinutes(
                bounds, signal.multiple(), known.candidate().exposure());
        boolean noControl = standing.controlNodes() == 0;
        if (noControl) {
            more = OptionalDouble.empty();
        }
        String wait = noControl
                ? " No node is left that has not changed, so time alone does not decide it any more: the roll-out was faster"
                        + " than the calls are many."
                : signal.kind() != Kind.RATE
                        ? ""
                        : more.isPresent()
                                ? " At this noise it takes at least " + Figures.amount(Math.ceil(more.getAsDouble()))
                                        + " node-minutes more to decide."
                                : " The estimate itself is not below the multiple, so more time may not decide it.";
        return answer(
                known,
                Answer.INSUFFICIENT,
                outcome,
                Optional.of(standing),
                signal.kind() == Kind.RATE ? more : OptionalDouble.empty(),
                ratio(bounds) + ": a rise by " + Figures.times(signal.multiple()) + " is not excluded." + wait);
    }

    private KeyAnswer withoutBounds(Known known, Standing standing, String outcome, String why) {
        double calls = known.candidate().calls();
        double exposure = known.candidate().exposure();
        double limit = (calls + Z * Math.sqrt(calls) + Z * Z) / exposure * known.knownNodes();
        if (signal.kind() == Kind.RATE && exposure > 0 && limit < signal.floor()) {
            return answer(
                    known,
                    Answer.PASS,
                    outcome,
                    Optional.of(standing),
                    OptionalDouble.empty(),
                    "Hardly any calls before and after: at most " + Figures.amount(limit)
                            + " calls/s over the fleet, below the floor of " + Figures.amount(signal.floor()) + '.');
        }
        OptionalDouble more = OptionalDouble.empty();
        if (signal.kind() == Kind.RATE && calls == 0 && signal.floor() > 0) {
            more = OptionalDouble.of((Z * Z * known.knownNodes() / signal.floor() - exposure) / SECONDS_PER_MINUTE);
        }
        return answer(
                known,
                Answer.INSUFFICIENT,
                outcome,
                Optional.of(standing),
                more,
                why + " A rise that matters is not excluded."
                        + (more.isPresent()
                                ? " If none comes, it takes " + Figures.amount(Math.ceil(more.getAsDouble()))
                                        + " node-minutes more to exclude it."
                                : ""));
    }

    private KeyAnswer found(Known known, Anomaly anomaly) {
        boolean fails = fails(anomaly);
        String end = anomaly.resolution()
                .map(why -> ", " + AnomalyWords.word(anomaly.state()) + ": " + AnomalyWords.word(why))
                .orElse("");
        return new KeyAnswer(
                known.key().signal(),
                known.key().group(),
                name(known.key()),
                fails ? Answer.FAIL : Answer.INSUFFICIENT,
                "found",
                AnomalyTitle.of(anomaly)
                        + end
                        + (fails ? "." : ": an anomaly is open, which is neither proof nor a pass."),
                anomaly.evidence()
                        .certainty()
                        .map(Anomaly.Certainty::estimate)
                        .orElse(anomaly.evidence().ratio().orElse(Double.NaN)),
                anomaly.evidence().certainty().map(Anomaly.Certainty::lower).orElse(Double.NaN),
                anomaly.evidence().certainty().map(Anomaly.Certainty::upper).orElse(Double.NaN),
                signal.multiple(),
                anomaly.evidence().judgedNodes(),
                anomaly.evidence().controlNodes(),
                OptionalDouble.empty(),
                anomaly.id());
    }

    private boolean fails(Anomaly anomaly) {
        return switch (anomaly.verdict()) {
            case SURGE, NEW_CALLS, LATE_ONSET -> anomaly.level().compareTo(failsAt) >= 0;
            case DECREASED, FLEET_WIDE, TRANSIENT, BLIND -> false;
        };
    }

    private KeyAnswer answer(
            Known known, Answer answer, String outcome, Optional<Standing> standing, OptionalDouble more, String why) {
        Optional<Bounds> bounds = standing.flatMap(Standing::bounds).map(boundary::atRisk);
        return new KeyAnswer(
                known.key().signal(),
                known.key().group(),
                name(known.key()),
                answer,
                outcome,
                OneLine.of(why),
                bounds.map(Bounds::estimate).orElse(Double.NaN),
                bounds.map(Bounds::lower).orElse(Double.NaN),
                bounds.map(Bounds::upper).orElse(Double.NaN),
                signal.multiple(),
                standing.map(Standing::judgedNodes).orElse(0),
                known.candidate() == null ? 0 : known.candidate().mostControls(),
                more,
                "");
    }

    private static String name(SignalKey key) {
        return OneLine.of(key.group().isEmpty() ? key.signal() : GroupValues.of(key.group()));
    }

    private static String ratio(Bounds bounds) {
        return "It is " + Figures.times(bounds.estimate()) + ", " + Figures.atLeast(bounds.lower()) + " and "
                + Figures.atMost(bounds.upper());
    }

    private String unit() {
        return switch (signal.kind()) {
            case RATE -> " calls/s over the fleet";
            case MEAN -> " in the unit of the metric";
            case SHARE -> " of the calls";
        };
    }
}
