package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    @Test
    void shouldReadAScenarioAndFillInDefaults() {
        Scenario scenario = ScenarioText.with("");

        assertThat(scenario.start()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(scenario.scrapeEvery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(scenario.identity()).isEqualTo(Scenario.Identity.FULL);
        assertThat(scenario.faults()).isEqualTo(Faults.NONE);
        assertThat(scenario.nodes()).isEqualTo(new Scenario.Nodes(20, Map.of(2, 0.5, 3, 0.5), Map.of()));
        assertThat(scenario.versions().get("v1").metadata()).isEqualTo(new MetadataCalls(6, 1, 7, 2, 0, 0, 0.8, ""));
        assertThat(scenario.versions().get("v2").version().id()).isEqualTo("v2");
    }

    @Test
    void shouldReadEventsFaultsAndExpectations() {
        Scenario scenario = ScenarioText.replacing("expect: {nothing-else: true}\n", "", """
                calls: {CreateTags: {per-minute: 0.5}, DescribeNetworkInterfaces: {per-minute: 9}}
                events:
                  - rollout: {at: 10m, from: v1, to: v2, wave: 3, every: 1m30s, order: name}
                  - restart: {at: 20m, nodes: 50%}
                faults: {lost-scrapes: 0.5%, late-facts: 1500ms}
                expect:
                  nothing-else: false
                  anomalies:
                    - {signal: s, group: '{api="X"}', from: v1, to: v2, verdict: NEW_CALLS, ratio: {min: 2},
                       opens-within: 15m, state-at-end: RESOLVED, resolution: ROLLED_BACK}
                """);

        assertThat(scenario.events())
                .containsExactly(
                        new Event.Rollout(
                                Duration.ofMinutes(10),
                                "v1",
                                "v2",
                                new Waves(Amount.ALL, Waves.Order.NAME, new Amount(0, 3), Duration.ofSeconds(90))),
                        new Event.Restart(
                                Duration.ofMinutes(20),
                                new Waves(
                                        new Amount(0.5, 0),
                                        Waves.Order.RANDOM,
                                        new Amount(0.1, 0),
                                        Duration.ofSeconds(90))));
        assertThat(scenario.faults()).isEqualTo(new Faults(0.005, 0, Duration.ofMillis(1500), Duration.ZERO));
        assertThat(scenario.expect().nothingElse()).isFalse();
        assertThat(scenario.expect().anomalies())
                .containsExactly(new Expectation.ExpectedAnomaly(
                        "s",
                        "{api=\"X\"}",
                        "v1",
                        "v2",
                        Anomaly.Verdict.NEW_CALLS,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Expectation.Ratio(2, Double.POSITIVE_INFINITY)),
                        Duration.ofMinutes(15),
                        Anomaly.State.RESOLVED,
                        Optional.of(Anomaly.Resolution.ROLLED_BACK)));
        assertThat(scenario.versions().get("v2").calls())
                .containsOnlyKeys("CreateTags", "DescribeNetworkInterfaces", "DescribeSecurityGroups");
        assertThat(scenario.versions()
                        .get("v1")
                        .calls()
                        .get("DescribeNetworkInterfaces")
                        .perMinute())
                .isEqualTo(0.2);
    }

    @Test
    void shouldReadHowTheCallsOfAVersionChangeWithAge() {
        Scenario scenario = ScenarioText.replacing(
                "v2: {metadata: {per-eni: 8}",
                "v2: {latency-times: 5.5, start-up: {times: 2, decay: 5m}, later: {after: 2h, times: 3},"
                        + " metadata: {per-eni: 8, not-found-error: EC2MetadataError}",
                "calls: {CreateTags: {per-minute: 1, latency-ms: 10}}");
        VersionCalls v2 = scenario.versions().get("v2");

        assertThat(v2.course()).isEqualTo(new Course(2, Duration.ofMinutes(5), Duration.ofHours(2), 3));
        assertThat(v2.metadata().latencyMs()).isEqualTo(0.8 * 5.5);
        assertThat(v2.metadata().notFoundError()).isEqualTo("EC2MetadataError");
        assertThat(v2.calls().get("CreateTags").latencyMs()).isEqualTo(55);
        assertThat(scenario.versions().get("v1").course()).isEqualTo(Course.EVEN);
        assertThat(scenario.versions().get("v1").calls().get("CreateTags").latencyMs())
                .isEqualTo(10);
    }

    @Test
    void shouldTellAllProblemsAtOnceWithTheirPaths() {
        ScenarioException wrong =
                catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read("bad.yaml", """
                        name: 1.10
                        start: yesterday
                        duration: 3 hours
                        clusters: one
                        workload: aws-node
                        nodes: {count: 0, enis: {2: 50%, many: 40%}, zones: {a: 50%}}
                        noise: loud
                        colour: red
                        versions:
                          v1: {metadata: {per-eni: 6, postponed: 175%, typo: 1}}
                        runs: v1
                        events:
                          - rolout: {at: 1h}
                          - restart: {nodes: few}
                        faults: {shuffle: -1s}
                        expect: {}
                        """));

        assertThat(wrong).hasMessageStartingWith("scenario bad.yaml:\n  ");
        assertThat(wrong.problems())
                .containsExactlyInAnyOrder(
                        "workload: expected namespace/daemonset/container, found 'aws-node'",
                        "name: expected text, found 1.1 (quote it?)",
                        "what: is missing",
                        "start: expected an instant such as 2024-02-26T08:00:00Z, found 'yesterday'",
                        "duration: expected a duration such as 90s or 1h15m, found \"3 hours\"",
                        "clusters: expected a list, found \"one\"",
                        "nodes.enis.many: expected a number of network interfaces from 1 to 99",
                        "nodes.enis: the shares do not add up to 100%",
                        "nodes.zones: the shares do not add up to 100%",
                        "nodes.count: expected a whole number of at least 1, found 0",
                        "noise: expected one of [none, calm, typical, hard], found \"loud\"",
                        "versions.v1.metadata.postponed: expected a share such as 10%, found \"175%\"",
                        "versions.v1.metadata.typo: unknown key; known here: [latency-ms, not-found-error,"
                                + " not-found-per-eni, per-eni, postponed, startup-calls, startup-listings, stuck-up-to-enis]",
                        "events[0]: expected exactly one of [rollout, rollback, restart, crash-loop, load, silence, add-nodes,"
                                + " remove-nodes], found [rolout]",
                        "events[1].restart.at: is missing",
                        "events[1].restart.nodes: expected a number of nodes or a share such as 10%, found \"few\"",
                        "faults.shuffle: expected a duration such as 90s or 1h15m, found \"-1s\"",
                        "colour: unknown key; known here: [assumed, calls, clusters, day-night, duration, events,"
                                + " expect, faults, identity, name, nodes, noise, reported, runs, scrape-every, seed,"
                                + " snapshots-every, source, start, versions, what, workload]");
    }

    @Test
    void shouldTellWhatDoesNotFitTogether() {
        assertThatThrownBy(() -> ScenarioText.replacing("expect: {nothing-else: true}\n", "", """
                        events:
                          - rollout: {at: 10m, from: v1, to: v1, order: zone}
                          - add-nodes: {at: 2h, count: 1, version: v9}
                        expect:
                          anomalies:
                            - {signal: s, from: v1, to: v2, opens-within: 5m}
                        """))
                .hasMessageContaining("events[0].rollout.to: is the version it comes from")
                .hasMessageContaining("events[0].rollout.order: goes by zone, and nodes.zones names none")
                .hasMessageContaining("events[1].add-nodes.at: is after the end of the scenario")
                .hasMessageContaining("events[1].add-nodes.version: no version 'v9' among [v1, v2]")
                .hasMessageContaining("expect.anomalies[0]: no roll-out goes from v1 to v2");
    }

    @Test
    void shouldRefuseAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> ScenarioText.with("runs: v2"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("Duplicate field 'runs'");
    }

    @Test
    void shouldSayWhereTheTextIsNotYaml() {
        assertThatThrownBy(() -> ScenarioReader.read("broken.yaml", "name: x\nwhat: [a,\nb: {"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("scenario broken.yaml:\n  line ");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThatThrownBy(() -> ScenarioReader.read("empty.yaml", ""))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("the file: expected keys and values");
    }
}
