package io.upsurge.view;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.view.GateVerdict.Answer;
import io.upsurge.view.GateVerdict.KeyAnswer;
import io.upsurge.view.Rollouts.Rollout;
import io.upsurge.words.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verdict on a candidate of a workload: it fails with one key, and passes with all that are called, but never without any. */
final class WorkloadGate {
    private final List<Signal> signals;
    private final WorkloadView workload;
    private final List<Anomaly> standing;
    private final GateQuestion question;
    private final Rollouts rollouts;

    /**
     * A gate.
     *
     * @param signals what is watched
     * @param workload the workload
     * @param standing its anomalies that are open, or stood when the candidate was withdrawn; each as it changed last, the most
     *     serious first
     * @param question what is asked
     */
    WorkloadGate(List<Signal> signals, WorkloadView workload, List<Anomaly> standing, GateQuestion question) {
        this.signals = signals;
        this.workload = workload;
        this.standing = standing;
        this.question = question;
        this.rollouts = new Rollouts(workload);
    }

    GateVerdict verdict() {
        List<Rollout> all = rollouts.all();
        Optional<Rollout> candidate = all.stream()
                .filter(rollout -> question.to().isEmpty() || isOf(rollout.to(), question.to()))
                .max(Comparator.comparingLong(Rollout::firstMs).thenComparing(Rollout::to));
        if (candidate.isEmpty()) {
            return verdict(Optional.empty(), List.of(), List.of(unknown(all)));
        }
        Rollout rollout = candidate.get();
        List<KeyAnswer> keys = keys(rollout.to());
        List<String> missing = new ArrayList<>();
        standing.stream()
                .filter(anomaly -> anomaly.verdict() == Verdict.BLIND && !anomaly.isOver())
                .forEach(anomaly -> missing.add(
                        "the workload cannot be seen: " + anomaly.key().group()));
        long age = question.nowMs() - workload.throughMs();
        if (age > question.maxAgeMs()) {
            missing.add("the last window ended at " + Figures.instant(workload.throughMs()) + ", " + age / 60_000
                    + " minutes ago: the pipeline or its input stands still");
        }
        if (keys.isEmpty()) {
            missing.add("no configured signal of this workload is called, before or after");
        }
        if (rollout.moved() == 0) {
            missing.add("no node runs " + rollout.to());
        }
        return verdict(candidate, keys, missing);
    }

    /** Whether a version is the one that is asked for: by its id, or by what stands before the revision. */
    private static boolean isOf(String id, String asked) {
        return id.equals(asked) || id.startsWith(asked + '#');
    }

    private String unknown(List<Rollout> all) {
        if (question.to().isEmpty()) {
            return "no node moved to another version within what is remembered";
        }
        String known = all.stream()
                .map(Rollout::to)
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
        boolean runs = rollouts.versions().keySet().stream().anyMatch(id -> isOf(id, question.to()));
        return runs
                ? "nodes run " + question.to() + ", but none is known to have moved to it: there is nothing to compare"
                : "no roll-out to " + question.to() + " is known; those known are to " + known;
    }

    private List<KeyAnswer> keys(String to) {
        List<KeyAnswer> answers = new ArrayList<>();
        int known = rollouts.knownNodes();
        for (Map.Entry<SignalKey, Map<String, RateSeries>> entry :
                workload.keys().entrySet()) {
            SignalKey key = entry.getKey();
            Optional<Signal> signal = signals.stream()
                    .filter(s -> s.id().equals(key.signal()))
                    .filter(s ->
                            question.signals().isEmpty() || question.signals().contains(s.id()))
                    .findFirst();
            if (signal.isEmpty()) {
                continue;
            }
            double others = 0;
            for (Map.Entry<String, RateSeries> version : entry.getValue().entrySet()) {
                if (!version.getKey().equals(to)) {
                    others += version.getValue().allCalls();
                }
            }
            Optional<Anomaly> found = standing.stream()
                    .filter(anomaly -> anomaly.key().equals(key)
                            && anomaly.toVersion().equals(to)
                            && anomaly.verdict() != Verdict.DECREASED)
                    .findFirst();
            new Gate(signal.get(), question)
                    .answer(new Gate.Known(key, entry.getValue().get(to), others, found, known))
                    .ifPresent(answers::add);
        }
        answers.sort(Comparator.comparing(KeyAnswer::answer)
                .thenComparing(KeyAnswer::signal)
                .thenComparing(KeyAnswer::group));
        return answers;
    }

    private GateVerdict verdict(Optional<Rollout> rollout, List<KeyAnswer> keys, List<String> missing) {
        Answer answer = keys.stream()
                .map(KeyAnswer::answer)
                .min(Comparator.naturalOrder())
                .orElse(Answer.INSUFFICIENT);
        if (answer == Answer.PASS && !missing.isEmpty()) {
            answer = Answer.INSUFFICIENT;
        }
        String to = rollout.map(Rollout::to).orElse(question.to());
        return new GateVerdict(
                answer,
                answer.value(),
                summary(answer, to, keys, missing),
                workload.workload().cluster(),
                workload.workload().namespace(),
                workload.workload().daemonset(),
                workload.workload().container(),
                rollout.map(Rollout::from).orElse(""),
                to,
                rollouts.knownNodes(),
                rollout.map(Rollout::moved).orElse(0),
                workload.throughMs(),
                missing,
                keys);
    }

    private static String summary(Answer answer, String to, List<KeyAnswer> keys, List<String> missing) {
        long of = keys.stream().filter(key -> key.answer() == answer).count();
        return switch (answer) {
            case FAIL -> keys.get(0).why();
            case PASS ->
                to + ": a rise that matters is excluded for " + (of == 1 ? "the one key" : "all " + of + " keys")
                        + " that " + (of == 1 ? "is" : "are") + " called.";
            case INSUFFICIENT ->
                missing.isEmpty()
                        ? to + ": not decided for " + of + " of " + keys.size()
                                + (keys.size() == 1 ? " key." : " keys.")
                        : "Not decided: " + missing.get(0) + '.';
        };
    }
}
