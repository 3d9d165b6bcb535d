package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upsurge demo} as somebody sees it who has just cloned the repository. */
class DemoIT {
    private static final String NOTHING_HAPPENS = """
            name: mistaken
            what: Nothing happens, and yet an anomaly is expected.
            seed: 1
            start: 2024-02-26T08:00:00Z
            duration: 10m
            clusters:
              - name: production
            workload: kube-system/aws-node/aws-node
            nodes: {count: 5}
            versions:
              v1: {metadata: {per-eni: 6}}
              v2: {metadata: {per-eni: 6}}
            runs: v1
            events:
              - rollout: {at: 5m, from: v1, to: v2, wave: 100%, every: 30s}
            expect:
              anomalies:
                - signal: imds-get-metadata
                  group: '{api="GetMetadata"}'
                  from: v1
                  to: v2
                  verdict: SURGE
                  opens-within: 5m
                  state-at-end: OPEN
            """;

    @TempDir
    Path dir;

    @Test
    void shouldShowTheIncidentAndItsEnd() throws Exception {
        try (ChildProcess demo = ChildProcess.start("demo")) {
            assertThat(demo.exitCode()).as(demo.err()).isZero();
            assertThat(demo.out())
                    .contains("Scenario cni-1.16.3")
                    .contains("OPEN aws-node v1.16.3: GetMetadata calls")
                    .contains("RESOLVED aws-node v1.16.3")
                    .contains("This is what the scenario says must be said.");
            assertThat(demo.err()).doesNotContain(" ERROR ", "\tat ");
        }
    }

    @Test
    void shouldSayThatACleanUpgradeIsClean() throws Exception {
        try (ChildProcess demo = ChildProcess.start("demo", "--scenario", "clean-upgrade")) {
            assertThat(demo.exitCode()).as(demo.err()).isZero();
            assertThat(demo.out()).contains("No anomaly.").doesNotContain("OPEN");
        }
    }

    @Test
    void shouldFailWhenSomethingElseIsSaidThanTheScenarioExpects() throws Exception {
        Path scenario = Files.writeString(dir.resolve("mistaken.yaml"), NOTHING_HAPPENS);
        try (ChildProcess demo = ChildProcess.start("demo", "--scenario", scenario.toString())) {
            assertThat(demo.exitCode()).as(demo.err()).isEqualTo(1);
            assertThat(demo.out())
                    .contains("No anomaly.")
                    .contains("This is not what the scenario says must be said:")
                    .contains("imds-get-metadata");
        }
    }
}
