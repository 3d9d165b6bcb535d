package io.upsurge.place;

import io.upsurge.format.cdevents.ServiceChange;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Signal;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.model.WorkloadPattern;
import java.util.List;

/**
 * Facts from announcements. A DaemonSet changes node by node, over minutes or hours: an announcement is a fact of those nodes
 * alone that it names, and is refused if it names none.
 */
public final class AnnouncedFacts {
    private static final String SUBJECT = "daemonset/";

    private final List<Signal> signals;

    /**
     * Reads announcements.
     *
     * @param signals what is watched: says namespace and container where an announcement leaves them out
     */
    public AnnouncedFacts(List<Signal> signals) {
        this.signals = List.copyOf(signals);
    }

    /** Whether an announcement is of a DaemonSet that a signal is about. */
    public boolean wants(ServiceChange change) {
        return change.subject().startsWith(SUBJECT)
                && signals.stream()
                        .map(Signal::workload)
                        .anyMatch(pattern ->
                                pattern.isAboutDaemonset(change.subject().substring(SUBJECT.length())));
    }

    /**
     * The facts of an announcement.
     *
     * @throws IllegalArgumentException if it says too little; the message says what is missing
     */
    public List<RolloutFact> of(ServiceChange change) {
        if (!change.subject().startsWith(SUBJECT)) {
            throw new IllegalArgumentException("subject.id is '" + change.subject() + "', not daemonset/NAME");
        }
        if (change.nodes().isEmpty()) {
            throw new IllegalArgumentException(
                    "names no nodes in customData.nodes: a DaemonSet changes node by node, and"
                            + " the event does not say which have changed");
        }
        String daemonset = change.subject().substring(SUBJECT.length());
        WorkloadPattern pattern = pattern(change, daemonset);
        Workload workload = new Workload(
                change.environment(),
                change.namespace().isEmpty() ? pattern.namespace() : change.namespace(),
                daemonset,
                change.container().isEmpty() ? pattern.container() : change.container());
        Version version = new Version(change.image(), change.tag(), change.digest(), "");
        return change.nodes().stream()
                .distinct()
                .map(node ->
                        new RolloutFact(workload, node, version, "", change.timeMs(), change.timeMs(), "cdevents", ""))
                .toList();
    }

    /** Namespace and container of a DaemonSet where the event leaves them out: what the signals say, if they agree. */
    private WorkloadPattern pattern(ServiceChange change, String daemonset) {
        if (!change.namespace().isEmpty() && !change.container().isEmpty()) {
            return new WorkloadPattern("*", change.namespace(), daemonset, change.container());
        }
        List<WorkloadPattern> named = signals.stream()
                .map(Signal::workload)
                .filter(pattern -> pattern.daemonset().equals(daemonset))
                .filter(pattern -> pattern.namespace().indexOf('*') < 0
                        && pattern.container().indexOf('*') < 0)
                .filter(pattern ->
                        change.namespace().isEmpty() || pattern.namespace().equals(change.namespace()))
                .map(pattern -> new WorkloadPattern("*", pattern.namespace(), daemonset, pattern.container()))
                .distinct()
                .toList();
        if (named.size() != 1) {
            throw new IllegalArgumentException("names no container in customData.container, and the signals name "
                    + (named.isEmpty() ? "none" : "several") + " of DaemonSet " + daemonset);
        }
        return named.get(0);
    }
}
