package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Scrape;
import java.util.List;
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

    @Test
    void shouldCallAsOftenAndTakeLongerInTheScenarioOfLatency() {
        Scenario scenario = new ScenarioFiles().load("latency-only");
        Run run = Run.of(scenario);

        assertThat(PlainRule.alarms(scenario, rollout(scenario))).isEmpty();
        assertThat(meanLatency(run, 7_200, 9_000) / meanLatency(run, 0, 4_500)).isCloseTo(5.5, within(0.05));
    }

    /** Mean latency of the metadata calls of the whole fleet, milliseconds. */
    private static double meanLatency(Run run, int from, int to) {
        return run.scrapesByNode().values().stream()
                        .mapToDouble(scrapes -> increase(run, scrapes, "_sum", from, to))
                        .sum()
                / run.scrapesByNode().values().stream()
                        .mapToDouble(scrapes -> increase(run, scrapes, "_count", from, to))
                        .sum();
    }

    private static double increase(Run run, List<Scrape> scrapes, String suffix, int from, int to) {
        List<Double> values = scrapes.stream()
                .filter(scrape -> scrape.timeMs() >= run.at(from) && scrape.timeMs() < run.at(to))
                .map(scrape -> scrape.points().stream()
                        .filter(point -> point.series().metric().equals("awscni_aws_api_latency_ms" + suffix)
                                && point.series().label("api").equals("GetMetadata"))
                        .mapToDouble(Scrape.Point::value)
                        .sum())
                .toList();
        return values.get(values.size() - 1) - values.get(0);
    }

    @Test
    void shouldBeginHoursAfterACleanUpgradeInTheScenarioOfLateOnset() {
        Scenario scenario = new ScenarioFiles().load("late-onset");
        Map<String, PlainRule.Alarm> alarms = PlainRule.alarms(scenario, rollout(scenario));

        assertThat(alarms.get("{api=\"GetMetadata\"}").minutes()).isBetween(120.0, 140.0);
        assertThat(alarms.values()).allMatch(alarm -> alarm.minutes() > 120);
    }

    @Test
    void shouldBringForthErrorsWithoutABaselineInTheScenarioOfNewErrors() {
        Scenario scenario = new ScenarioFiles().load("new-errors");

        assertThat(PlainRule.alarms(scenario, rollout(scenario)))
                .containsOnlyKeys("{api=\"GetMetadata\",error=\"EC2MetadataError\"}")
                .allSatisfy((group, alarm) -> assertThat(alarm.ratio()).isEmpty());
    }

    private static Event.Rollout rollout(Scenario scenario) {
        return (Event.Rollout) scenario.events().get(0);
    }

    private static void assertAlarms(Scenario scenario, Event.Rollout rollout, Map<String, PlainRule.Alarm> alarms) {
        Map<String, Expectation.ExpectedAnomaly> expected = new TreeMap<>();
        scenario.expect().anomalies().stream()
                .filter(anomaly ->
                        anomaly.from().equals(rollout.from()) && anomaly.to().equals(rollout.to()))
                .filter(anomaly -> anomaly.verdict() != Anomaly.Verdict.DECREASED)
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
