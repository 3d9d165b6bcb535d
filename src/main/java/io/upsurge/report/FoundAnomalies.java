package io.upsurge.report;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.Certainty;
import io.upsurge.model.Anomaly.Evidence;
import io.upsurge.model.Anomaly.Level;
import io.upsurge.model.Anomaly.Verdict;
import io.upsurge.model.SignalKey;
import io.upsurge.report.RecordedRun.Change;
import io.upsurge.report.RecordedRun.Fact;
import io.upsurge.report.RecordedRun.Found;
import io.upsurge.report.RecordedRun.Seen;
import io.upsurge.words.AnomalyTitle;
import io.upsurge.words.AnomalyWords;
import io.upsurge.words.Explanation;
import io.upsurge.words.Figures;
import io.upsurge.words.Measure;
import io.upsurge.words.OneLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The anomalies of a run, the most serious first. */
public final class FoundAnomalies {
    private final List<Course> courses = new ArrayList<>();

    /** An anomaly from its first change to its last, and the change whose figures are told. */
    record Course(List<Anomaly> changes, Anomaly telling) {
        Level level() {
            return changes.stream()
                    .map(Anomaly::level)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        Anomaly first() {
            return changes.get(0);
        }

        Anomaly last() {
            return changes.get(changes.size() - 1);
        }

        /** The first change worth a page, or the first at all. */
        Anomaly saying() {
            return changes.stream()
                    .filter(change -> change.level() != Level.SUSPECTED)
                    .findFirst()
                    .orElse(first());
        }

        /** The first change of the highest level. */
        Anomaly deciding() {
            Level highest = level();
            return changes.stream()
                    .filter(change -> change.level() == highest)
                    .findFirst()
                    .orElseThrow();
        }

        private int weight() {
            Verdict verdict = last().verdict();
            return switch (verdict) {
                case SURGE, NEW_CALLS -> 3;
                case LATE_ONSET, FLEET_WIDE, BLIND -> 2;
                case DECREASED -> 1;
                case TRANSIENT -> 0;
            };
        }

        private double evidence() {
            return deciding().evidence().certainty().map(Certainty::logEvidence).orElse(0.0);
        }
    }

    /**
     * Sorts them.
     *
     * @param anomalies anomalies, each from its first change to its last, at least one
     */
    public FoundAnomalies(Collection<List<Anomaly>> anomalies) {
        anomalies.forEach(changes -> courses.add(new Course(changes, new Explanation(changes).telling())));
        courses.sort(Comparator.comparing(Course::level)
                .thenComparingInt(Course::weight)
                .thenComparingDouble(Course::evidence)
                .reversed()
                .thenComparing(course -> course.first().id()));
    }

    /** The most serious one first. */
    List<Course> leading() {
        return courses;
    }

    Anomaly telling(int place) {
        return courses.get(place).telling();
    }

    /** Places of the anomalies of a key. */
    List<Integer> of(SignalKey key) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < courses.size(); i++) {
            if (courses.get(i).first().key().equals(key)) {
                places.add(i);
            }
        }
        return places;
    }

    /**
     * What is shown.
     *
     * @param keys the keys in the order in which they are shown
     */
    public List<Found> shown(List<SignalKey> keys) {
        return courses.stream()
                .map(course -> shown(course, keys.indexOf(course.first().key())))
                .toList();
    }

    private static Found shown(Course course, int key) {
        Anomaly telling = course.telling();
        Optional<Certainty> certainty = telling.evidence().certainty();
        List<Change> changes = new ArrayList<>();
        course.changes().forEach(change -> changes.add(change(change)));
        List<Seen> seen = new ArrayList<>();
        new TreeMap<>(telling.evidence().confounders())
                .forEach((what, nodes) -> seen.add(new Seen(OneLine.of(what), nodes)));
        return new Found(
                course.first().id(),
                key,
                AnomalyTitle.of(telling),
                AnomalyWords.word(course.last().verdict()),
                AnomalyWords.word(course.level()),
                AnomalyWords.word(course.last().state())
                        + course.last()
                                .resolution()
                                .map(r -> ", " + AnomalyWords.word(r))
                                .orElse(""),
                OneLine.of(telling.fromVersion()),
                OneLine.of(telling.toVersion()),
                course.first().openedAtMs(),
                certainty
                        .map(Certainty::estimate)
                        .orElse(telling.evidence().ratio().orElse(Double.NaN)),
                certainty.map(Certainty::lower).orElse(Double.NaN),
                certainty.map(Certainty::upper).orElse(Double.NaN),
                telling.evidence().projectedCallsPerSecond(),
                telling.budgetPerSecond(),
                telling.verdict() == Verdict.BLIND ? blindFacts(course) : facts(course),
                seen,
                new Explanation(course.changes())
                        .advice().stream().map(OneLine::of).toList(),
                changes);
    }

    private static List<Fact> blindFacts(Course course) {
        Anomaly telling = course.telling();
        List<Fact> facts = new ArrayList<>();
        add(facts, "where", telling.key().workload().key());
        add(facts, "blind", AnomalyWords.blind(telling));
        add(facts, "since", Figures.instant(telling.openedAtMs()));
        add(facts, "state", AnomalyWords.state(course.last()));
        add(facts, "not said", "that nothing is wrong; while it is blind, silence means nothing");
        add(facts, "rule", telling.rule());
        add(facts, "id", telling.id());
        return facts;
    }

    private static List<Fact> facts(Course course) {
        Anomaly telling = course.telling();
        Evidence evidence = telling.evidence();
        List<Fact> facts = new ArrayList<>();
        add(facts, "where", telling.key().workload().key());
        add(facts, "signal", telling.key().signal() + telling.key().group());
        add(facts, "change", telling.fromVersion() + " \u2192 " + telling.toVersion());
        add(facts, Measure.noun(telling.kind()), AnomalyWords.rates(telling));
        add(facts, "sure", AnomalyWords.sure(course.deciding()));
        evidence.certainty().ifPresent(certainty -> add(facts, "bounds", AnomalyWords.bounds(certainty)));
        add(facts, "compared with", AnomalyWords.against(telling));
        add(facts, "nodes", AnomalyWords.nodes(telling));
        if (!evidence.topNodes().isEmpty()) {
            add(facts, "most extra", AnomalyWords.topNodes(telling));
        }
        if (AnomalyWords.hasProjection(telling)) {
            add(facts, "at full roll-out", AnomalyWords.projection(telling));
        }
        add(
                facts,
                "since",
                Figures.instant(telling.openedAtMs()) + "; first upgrade "
                        + Figures.instant(telling.firstUpgradeAtMs()));
        add(facts, "state", AnomalyWords.state(course.last()));
        add(
                facts,
                "also seen",
                evidence.confounders().isEmpty()
                        ? "nothing that is watched for: no covariate moved, no unchanged node restarted"
                        : AnomalyWords.confounders(evidence) + ", in the same interval");
        add(facts, "not said", AnomalyWords.notSaid(telling));
        add(facts, "rule", telling.rule());
        add(facts, "id", telling.id());
        return facts;
    }

    private static void add(List<Fact> facts, String name, String text) {
        facts.add(new Fact(name, OneLine.of(text)));
    }

    private static Change change(Anomaly change) {
        Evidence evidence = change.evidence();
        Optional<Certainty> certainty = evidence.certainty();
        String ratio = certainty.isPresent() ? AnomalyWords.bounds(certainty.get()) : AnomalyWords.rates(change);
        return new Change(
                change.atMs(),
                AnomalyWords.word(change.state())
                        + change.resolution()
                                .map(r -> ", " + AnomalyWords.word(r))
                                .orElse(""),
                AnomalyWords.word(change.level()),
                ratio + "; " + evidence.aboveNodes() + " of " + evidence.judgedNodes() + " nodes above, "
                        + evidence.upgradedNodes() + " of " + evidence.knownNodes() + " upgraded, "
                        + evidence.controlNodes() + " controls");
    }
}
