package io.upsurge.simulate;

import io.upsurge.model.Anomaly;
import io.upsurge.model.Anomaly.State;
import io.upsurge.simulate.Expectation.ExpectedAnomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Holds what was said of a scenario against what the scenario says must be said. */
public final class ExpectationCheck {
    private final Scenario scenario;

    /** Prepares the check of a scenario. */
    public ExpectationCheck(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Compares.
     *
     * @param changes every change of every anomaly, in any order
     * @return one sentence per difference; empty if the scenario's expectation is met
     */
    public List<String> differences(List<Anomaly> changes) {
        Map<String, List<Anomaly>> lives = new LinkedHashMap<>();
        changes.stream()
                .sorted(Comparator.comparing(Anomaly::id).thenComparingInt(Anomaly::sequence))
                .forEach(change -> lives.computeIfAbsent(change.id(), id -> new ArrayList<>())
                        .add(change));
        List<String> differences = new ArrayList<>();
        Set<String> expectedIds = new HashSet<>();
        for (ExpectedAnomaly expected : scenario.expect().anomalies()) {
            for (Scenario.Cluster cluster : scenario.clusters()) {
                List<Anomaly> life = lives.values().stream()
                        .filter(each -> isOf(each.get(0), expected, cluster.name()))
                        .findFirst()
                        .orElse(List.of());
                if (life.isEmpty()) {
                    differences.add("missing: " + name(expected) + " in " + cluster.name());
                } else {
                    expectedIds.add(life.get(0).id());
                    compare(expected, life, differences);
                }
            }
        }
        if (scenario.expect().nothingElse()) {
            lives.forEach((id, life) -> {
                if (!expectedIds.contains(id)) {
                    Anomaly first = life.get(0);
                    differences.add("unexpected: " + first.verdict() + " of " + first.key() + ' ' + first.fromVersion()
                            + " -> " + first.toVersion());
                }
            });
        }
        return differences;
    }

    private boolean isOf(Anomaly anomaly, ExpectedAnomaly expected, String cluster) {
        return anomaly.key().workload().cluster().equals(cluster)
                && anomaly.key().signal().equals(expected.signal())
                && anomaly.key().group().equals(expected.group())
                && anomaly.fromVersion().equals(versionId(expected.from()))
                && anomaly.toVersion().equals(versionId(expected.to()));
    }

    private String versionId(String name) {
        return name.isEmpty() ? "" : scenario.versions().get(name).version().id();
    }

    private static String name(ExpectedAnomaly expected) {
        String versions = expected.from().isEmpty() ? "" : ' ' + expected.from() + " -> " + expected.to();
        return expected.verdict() + " of " + expected.signal() + expected.group() + versions;
    }

    private void compare(ExpectedAnomaly expected, List<Anomaly> life, List<String> differences) {
        Anomaly first = life.get(0);
        Anomaly last = life.get(life.size() - 1);
        if (last.verdict() != expected.verdict()) {
            differences.add(name(expected) + ": the verdict is " + last.verdict());
        }
        expected.level()
                .filter(level -> last.level().compareTo(level) < 0)
                .ifPresent(level ->
                        differences.add(name(expected) + ": was no more than " + last.level() + ", not " + level));
        expected.levelAtMost()
                .filter(level -> last.level().compareTo(level) > 0)
                .ifPresent(level ->
                        differences.add(name(expected) + ": became " + last.level() + ", not at most " + level));
        long tookMs = first.openedAtMs() - first.firstUpgradeAtMs();
        if (tookMs > expected.opensWithin().toMillis()) {
            differences.add(name(expected) + ": opened " + tookMs / 1000 + " s after the first upgrade, not within "
                    + expected.opensWithin().toSeconds() + " s");
        }
        State end = last.state() == State.UPDATED ? State.OPEN : last.state();
        if (end != expected.stateAtEnd()) {
            differences.add(name(expected) + ": is " + end + " at the end, not " + expected.stateAtEnd());
        }
        expected.resolution()
                .filter(resolution -> !last.resolution().equals(expected.resolution()))
                .ifPresent(resolution -> differences.add(name(expected) + ": resolved as "
                        + last.resolution().map(Enum::name).orElse("nothing") + ", not " + resolution));
        expected.ratio().ifPresent(range -> {
            double ratio = life.stream()
                    .filter(change -> change.state() != State.RESOLVED)
                    .reduce((a, b) -> b)
                    .orElse(first)
                    .evidence()
                    .ratio()
                    .orElse(Double.NaN);
            if (!range.holds(ratio)) {
                differences.add(String.format(
                        Locale.ROOT,
                        "%s: ratio %.2f, not between %.2f and %.2f",
                        name(expected),
                        ratio,
                        range.min(),
                        range.max()));
            }
        });
    }
}
