package io.upsurge.simulate;

import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether the parts of a scenario fit together. */
final class ScenarioCheck {
    private final Scenario scenario;
    private final List<String> problems = new ArrayList<>();

    ScenarioCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The problems, none if it fits together. */
    List<String> problems() {
        positive("duration", scenario.duration());
        if (scenario.scrapeEvery().compareTo(Duration.ofSeconds(1)) < 0) {
            problems.add("scrape-every: must be at least 1s");
        }
        clusters();
        version("runs", scenario.runs());
        for (int i = 0; i < scenario.events().size(); i++) {
            event(
                    "events[" + i + "]." + kind(scenario.events().get(i)),
                    scenario.events().get(i));
        }
        for (int i = 0; i < scenario.expect().anomalies().size(); i++) {
            expected(
                    "expect.anomalies[" + i + "]", scenario.expect().anomalies().get(i));
        }
        return problems;
    }

    private void clusters() {
        if (scenario.clusters().isEmpty()) {
            problems.add("clusters: expected at least one");
        }
        Set<String> names = new HashSet<>();
        for (Scenario.Cluster cluster : scenario.clusters()) {
            if (!names.add(cluster.name())) {
                problems.add("clusters: '" + cluster.name() + "' is there twice");
            }
        }
    }

    private void event(String path, Event event) {
        if (event.at().compareTo(scenario.duration()) >= 0) {
            problems.add(path + ".at: is after the end of the scenario");
        }
        if (event instanceof Event.Restart restart) {
            order(path, restart.waves());
        } else if (event instanceof Event.Rollout rollout) {
            order(path, rollout.waves());
            version(path + ".from", rollout.from());
            version(path + ".to", rollout.to());
            if (rollout.from().equals(rollout.to())) {
                problems.add(path + ".to: is the version it comes from; a restart is an event of its own");
            }
        } else if (event instanceof Event.AddNodes added) {
            version(path + ".version", added.version());
        } else if (event instanceof Event.Load load) {
            positive(path + ".lasts", load.lasts());
        } else if (event instanceof Event.Silence silence) {
            positive(path + ".lasts", silence.lasts());
        }
    }

    private void order(String path, Waves waves) {
        if (waves.order() == Waves.Order.ZONE && scenario.nodes().zones().isEmpty()) {
            problems.add(path + ".order: goes by zone, and nodes.zones names none");
        }
    }

    private static String kind(Event event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    private void expected(String path, Expectation.ExpectedAnomaly expected) {
        if (expected.verdict() == Anomaly.Verdict.BLIND) {
            return;
        }
        version(path + ".from", expected.from());
        version(path + ".to", expected.to());
        boolean happens = scenario.events().stream()
                .anyMatch(event -> event instanceof Event.Rollout rollout
                        && rollout.from().equals(expected.from())
                        && rollout.to().equals(expected.to()));
        if (!happens) {
            problems.add(path + ": no roll-out goes from " + expected.from() + " to " + expected.to());
        }
        positive(path + ".opens-within", expected.opensWithin());
        expected.ratio()
                .filter(ratio -> ratio.min() > ratio.max())
                .ifPresent(ratio -> problems.add(path + ".ratio: min is more than max"));
    }

    private void version(String path, String name) {
        if (!scenario.versions().containsKey(name)) {
            problems.add(path + ": no version '" + name + "' among "
                    + scenario.versions().keySet());
        }
    }

    private void positive(String path, Duration duration) {
        if (duration.isZero()) {
            problems.add(path + ": must be longer than nothing");
        }
    }
}
