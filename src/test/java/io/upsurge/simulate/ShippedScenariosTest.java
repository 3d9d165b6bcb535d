package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the records of the shipped scenarios show what the scenarios expect the product to say, and nothing else. */
class ShippedScenariosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"clean-upgrade", "cni-1.16.3", "drop-livelock", "small-regression-1.26x", "zero-baseline-1.22.1"
            })
    void shouldShowWhatTheScenarioExpects(String name) {
        Scenario scenario = new ScenarioFiles().load(name);

        for (Event event : scenario.events()) {
            if (event instanceof Event.Rollout rollout) {
                assertAlarms(scenario, rollout, PlainRule.alarms(scenario, rollout));
            }
        }
    }

    @Test
    void shouldRestartMoreThanEveryPodWithoutAChangeOfVersionInTheRestartStorm() {
        Run run = Run.of(new ScenarioFiles().load("restart-storm"));

        assertThat(run.facts().stream().map(RolloutFact::version).distinct()).hasSize(1);
        assertThat(run.facts().stream().filter(fact -> fact.sinceMs() > run.at(0)))
                .hasSize(30 + 60 + 6 * 5);
    }

    private static void assertAlarms(Scenario scenario, Event.Rollout rollout, Map<String, PlainRule.Alarm> alarms) {
        Map<String, Expectation.ExpectedAnomaly> expected = new TreeMap<>();
        scenario.expect().anomalies().stream()
                .filter(anomaly ->
                        anomaly.from().equals(rollout.from()) && anomaly.to().equals(rollout.to()))
                .forEach(anomaly -> expected.put(anomaly.group(), anomaly));
        assertThat(new TreeSet<>(alarms.keySet()))
                .as("groups that surge: %s", alarms)
                .isEqualTo(expected.keySet());
        expected.forEach((group, anomaly) -> {
            PlainRule.Alarm alarm = alarms.get(group);
            assertThat(alarm.minutes() * 60)
                    .isLessThanOrEqualTo((double) anomaly.opensWithin().toSeconds());
            assertThat(alarm.ratio().isPresent()).isEqualTo(anomaly.verdict() == Anomaly.Verdict.SURGE);
            anomaly.ratio().ifPresent(range -> assertThat(alarm.ratio())
                    .hasValueSatisfying(ratio ->
                            assertThat(range.holds(ratio)).as("ratio %s", ratio).isTrue()));
        });
    }
}
