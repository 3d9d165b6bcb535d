package io.upsurge.view;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.Signal;
import io.upsurge.model.SignalKey;
import io.upsurge.model.VersionRate;
import io.upsurge.model.VersionRate.Standing;
import io.upsurge.report.FoundAnomalies;
import io.upsurge.report.KeyVerdict;
import io.upsurge.report.KeyVerdict.Stood;
import io.upsurge.report.Outcome;
import io.upsurge.view.Overview.Open;
import io.upsurge.view.Overview.RolloutState;
import io.upsurge.view.Overview.VersionNodes;
import io.upsurge.view.Overview.WorkloadState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes the overview. */
final class OverviewBuilder {
    /** From what matters most to what matters least. */
    private static final List<Outcome> BY_WEIGHT = List.of(
            Outcome.FOUND,
            Outcome.INSUFFICIENT_DATA,
            Outcome.NO_CONTROL,
            Outcome.NOT_ENOUGH_EVIDENCE,
            Outcome.BELOW_MULTIPLE,
            Outcome.BELOW_FLOOR,
            Outcome.CLEAN,
            Outcome.NEAR_ZERO,
            Outcome.NO_UPGRADE);

    private static final Set<Outcome> UNJUDGED = Set.of(Outcome.INSUFFICIENT_DATA, Outcome.NO_UPGRADE);

    private final Detector detector;
    private final FleetGate gate;
    private final List<List<Anomaly>> open;

    OverviewBuilder(Detector detector, List<List<Anomaly>> anomalies) {
        this.detector = detector;
        this.gate = new FleetGate(detector, anomalies);
        this.open = anomalies.stream()
                .filter(course -> !AnomalyBook.last(course).isOver())
                .toList();
    }

    Overview overview(
            String release,
            String configuration,
            Collection<WorkloadView> workloads,
            long throughMs,
            long historyMs,
            long left) {
        List<WorkloadState> states = new ArrayList<>();
        workloads.stream().filter(workload -> !workload.isEmpty()).forEach(workload -> states.add(state(workload)));
        states.sort(Comparator.comparing((WorkloadState state) -> state.openAnomalies() == 0)
                .thenComparing(state -> state.rollouts().stream().noneMatch(RolloutState::inProgress))
                .thenComparing(state -> BY_WEIGHT.indexOf(state.outcome()))
                .thenComparing(
                        Comparator.comparingInt(WorkloadState::openAnomalies).reversed()));
        return new Overview(
                release,
                configuration,
                throughMs,
                Math.max(0, throughMs - historyMs),
                shown(false),
                shown(true),
                states,
                left);
    }

    private List<Open> shown(boolean blind) {
        Map<String, SignalKey> keys = new HashMap<>();
        List<List<Anomaly>> courses = open.stream()
                .filter(course -> (AnomalyBook.last(course).verdict() == Verdict.BLIND) == blind)
                .toList();
        courses.forEach(course -> keys.put(course.get(0).id(), course.get(0).key()));
        List<Open> shown = new ArrayList<>();
        new FoundAnomalies(courses).shown(List.of()).forEach(found -> {
            SignalKey key = keys.get(found.id());
            shown.add(new Open(
                    key.workload().cluster(),
                    key.workload().namespace(),
                    key.workload().daemonset(),
                    key.workload().container(),
                    key.signal(),
                    key.group(),
                    found));
        });
        return shown;
    }

    private WorkloadState state(WorkloadView workload) {
        Rollouts rollouts = new Rollouts(workload);
        List<Anomaly> openHere = gate.openOf(workload.workload());
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        Outcome heaviest = Outcome.NO_UPGRADE;
        int judged = 0;
        int known = rollouts.knownNodes();
        for (Map.Entry<SignalKey, Map<String, RateSeries>> key : workload.keys().entrySet()) {
            Outcome outcome = outcome(key.getKey(), key.getValue(), openHere, known);
            outcomes.merge(outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), 1, Integer::sum);
            judged += UNJUDGED.contains(outcome) ? 0 : 1;
            heaviest = BY_WEIGHT.indexOf(outcome) < BY_WEIGHT.indexOf(heaviest) ? outcome : heaviest;
        }
        List<VersionNodes> versions = new ArrayList<>();
        rollouts.versions().forEach((id, nodes) -> versions.add(new VersionNodes(id, nodes)));
        versions.sort(Comparator.comparingInt(VersionNodes::nodes).reversed().thenComparing(VersionNodes::id));
        return new WorkloadState(
                workload.workload().cluster(),
                workload.workload().namespace(),
                workload.workload().daemonset(),
                workload.workload().container(),
                known,
                versions,
                rollouts(workload),
                heaviest,
                outcomes,
                workload.keys().size(),
                judged,
                openHere.size(),
                workload.throughMs(),
                workload.scrapedMs(),
                workload.observedMs());
    }

    private Outcome outcome(SignalKey key, Map<String, RateSeries> versions, List<Anomaly> openHere, int knownNodes) {
        if (openHere.stream().anyMatch(anomaly -> anomaly.key().equals(key))) {
            return Outcome.FOUND;
        }
        Optional<Signal> signal = detector.signals().stream()
                .filter(s -> s.id().equals(key.signal()))
                .findFirst();
        Optional<RateSeries> candidate = versions.values().stream()
                .filter(series -> series.lastStanding().isPresent())
                .max(Comparator.comparingLong(
                        series -> series.lastStanding().get().window().endMs()));
        if (signal.isEmpty() || candidate.isEmpty()) {
            return Outcome.NO_UPGRADE;
        }
        VersionRate last = candidate.get().lastStanding().get();
        Standing standing = last.standing().orElseThrow();
        return KeyVerdict.silent(
                        signal.get(),
                        new Stood(
                                standing.observed(),
                                standing.baselineRate(),
                                standing.candidateRate(),
                                last.ratio(),
                                standing.bounds(),
                                standing.judgedNodes(),
                                knownNodes,
                                candidate.get().mostControls()))
                .outcome();
    }

    List<RolloutState> rollouts(WorkloadView workload) {
        List<RolloutState> shown = new ArrayList<>();
        new Rollouts(workload)
                .all()
                .forEach(rollout -> shown.add(new RolloutState(
                        rollout.from(),
                        rollout.to(),
                        rollout.nodes(),
                        rollout.moved(),
                        rollout.firstMs(),
                        rollout.lastMs(),
                        rollout.inProgress(),
                        gate.of(workload, question(workload, rollout.to())).verdict())));
        return shown;
    }

    private static GateQuestion question(WorkloadView workload, String to) {
        return new GateQuestion(
                workload.workload().cluster(),
                workload.workload().namespace(),
                workload.workload().daemonset(),
                workload.workload().container(),
                to,
                Level.CONFIRMED,
                GateQuestion.RISK,
                GateQuestion.MIN_NODES,
                Set.of(),
                workload.throughMs(),
                GateQuestion.MAX_AGE_MS);
    }
}
