package io.upsurge.view;

import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Resolution;
import io.upsurge.model.Workload;
import io.upsurge.view.GateVerdict.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the workload that is asked for, and asks its gate. */
final class FleetGate {
    private final Detector detector;
    private final List<Anomaly> standing;

    /**
     * A gate.
     *
     * @param detector what decides
     * @param anomalies every anomaly from its first change to its last
     */
    FleetGate(Detector detector, List<List<Anomaly>> anomalies) {
        this.detector = detector;
        this.standing = anomalies.stream()
                .map(AnomalyBook::last)
                .filter(anomaly -> !anomaly.isOver() || isWithdrawn(anomaly))
                .sorted(Comparator.comparing(Anomaly::level).reversed().thenComparing(Anomaly::id))
                .toList();
    }

    /** Whether the candidate was withdrawn, or replaced, while the anomaly stood: it has not been acquitted. */
    private static boolean isWithdrawn(Anomaly anomaly) {
        return anomaly.resolution()
                .filter(Set.of(Resolution.ROLLED_BACK, Resolution.SUPERSEDED, Resolution.EXPIRED)::contains)
                .isPresent();
    }

    /** Open anomalies of a workload, each as it changed last. */
    List<Anomaly> openOf(Workload workload) {
        return standingOf(workload).stream()
                .filter(anomaly -> !anomaly.isOver())
                .toList();
    }

    /** These, and those that stood when the candidate was withdrawn. */
    private List<Anomaly> standingOf(Workload workload) {
        return standing.stream()
                .filter(anomaly -> anomaly.key().workload().equals(workload))
                .toList();
    }

    GateVerdict verdict(GateQuestion question, Map<Workload, WorkloadView> workloads) {
        List<WorkloadView> matches = workloads.values().stream()
                .filter(workload -> isAbout(workload.workload(), question))
                .toList();
        if (matches.size() == 1) {
            return of(matches.get(0), question);
        }
        return undecided(
                question,
                matches.isEmpty()
                        ? unknown(question, workloads)
                        : "the DaemonSet has the containers "
                                + matches.stream()
                                        .map(workload -> workload.workload().container())
                                        .collect(Collectors.joining(", "))
                                + "; say which");
    }

    GateVerdict of(WorkloadView workload, GateQuestion question) {
        return new WorkloadGate(detector.signals(), workload, standingOf(workload.workload()), question).verdict();
    }

    private static boolean isAbout(Workload workload, GateQuestion question) {
        return workload.cluster().equals(question.cluster())
                && workload.namespace().equals(question.namespace())
                && workload.daemonset().equals(question.daemonset())
                && (question.container().isEmpty() || workload.container().equals(question.container()));
    }

    private static String unknown(GateQuestion question, Map<Workload, WorkloadView> workloads) {
        List<String> known = new ArrayList<>();
        workloads.keySet().stream()
                .map(workload -> workload.cluster()
                        + ' '
                        + workload.namespace()
                        + '/'
                        + workload.daemonset()
                        + ' '
                        + workload.container())
                .limit(5)
                .forEach(known::add);
        return "nothing is known of " + question.namespace() + '/' + question.daemonset()
                + (question.container().isEmpty() ? "" : ' ' + question.container()) + " in cluster "
                + question.cluster()
                + (known.isEmpty() ? "; nothing is known at all" : "; known are " + String.join(", ", known));
    }

    private static GateVerdict undecided(GateQuestion question, String why) {
        return new GateVerdict(
                Answer.INSUFFICIENT,
                Answer.INSUFFICIENT.value(),
                "Not decided: " + why + '.',
                question.cluster(),
                question.namespace(),
                question.daemonset(),
                question.container(),
                "",
                question.to(),
                0,
                0,
                0,
                List.of(why),
                List.of());
    }
}
