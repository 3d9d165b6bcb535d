package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("u.yaml"), """
                kafka:
                  bootstrap.servers: broker:9092
                  sasl.jaas.config: Module required password="hunter2";
                registry:
                  url: ${env:REGISTRY}
                signals:
                  - id: list-calls
                    workload: {namespace: kube-system, daemonset: agent, container: main}
                    series: calls_total
                """);
    }

    private int run(Map<String, String> environment, String... arguments) {
        return new CommandLine(new ConfigCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void shouldSayThatAConfigurationIsRight() {
        int code = run(Map.of("REGISTRY", "mock://x"), "check", file.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith(file + ": right; signals: 1; config hash: ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldReportEveryProblemOnStandardErrorAndExitWithTwo() {
        int code = run(Map.of(), "check", file.toString(), "--set", "engine.window=1s");

        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        file + ":5: registry.url = ${env:REGISTRY}: there is no environment variable 'REGISTRY';"
                                + " allowed: ${env:NAME} or ${file:/path}",
                        "--set: engine.window = 1s: out of range; allowed: a duration such as 500ms, 30s, 5m, 24h, 7d;"
                                + " 10s to 1h");
    }

    @Test
    void shouldPrintWhatWasGivenWithItsOriginAndWithoutSecrets() {
        int code = run(
                Map.of("REGISTRY", "mock://hunter3", "UPSURGE_ENGINE_WINDOW", "2m"),
                "print",
                file.toString(),
                "--set",
                "topics.partitions=3");

        assertThat(code).isZero();
        assertThat(out.toString().lines().toList())
                .contains(
                        "engine.window: 2m (environment UPSURGE_ENGINE_WINDOW)",
                        "kafka.bootstrap.servers: broker:9092 (" + file + ":2)",
                        "kafka.sasl.jaas.config: ******** (" + file + ":3)",
                        "registry.url: ${env:REGISTRY} (" + file + ":5)",
                        "signals.list-calls.series: calls_total (" + file + ":9)",
                        "topics.partitions: 3 (--set)")
                .noneMatch(line -> line.contains("(default)"))
                .noneMatch(line -> line.contains("hunter"));
    }

    @Test
    void shouldAlsoPrintDefaultsAndWhatFollowsFromOthersWhenAskedForTheEffectiveConfiguration() {
        int code = run(
                Map.of("REGISTRY", "mock://x"),
                "print",
                "--effective",
                file.toString(),
                "--set",
                "engine.scrape-interval=15s");

        assertThat(code).isZero();
        assertThat(out.toString().lines().toList())
                .contains(
                        "engine.grace: 25s (default)",
                        "engine.scrape-interval: 15s (--set)",
                        "signals.list-calls.multiple: 1.5 (default)",
                        "topics.prefix: upsurge. (default)");
    }

    @Test
    void shouldUseTheShippedConfigurationWithoutAFile() {
        assertThat(run(Map.of(), "check")).isZero();
        assertThat(out.toString()).startsWith("shipped config/upsurge.yaml: right; signals: 6");
    }

    @Test
    void shouldAskForASubcommand() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(err.toString()).contains("Missing subcommand: check, print or keep-list");
    }

    @Test
    void shouldNameWhatASenderMayRestrictItselfTo() {
        int code = run(Map.of("REGISTRY", "mock://x"), "keep-list", file.toString());

        assertThat(code).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "awscni_build_info",
                        "calls_total",
                        "kube_pod_container_info",
                        "kube_pod_container_state_started",
                        "kube_pod_info",
                        "kube_pod_labels",
                        "process_start_time_seconds");
    }

    @Test
    void shouldWriteTheConfigurationOfPrometheus() {
        run(
                Map.of("REGISTRY", "mock://x"),
                "keep-list",
                file.toString(),
                "--prometheus",
                "--url",
                "http://upsurge:9009/x");

        assertThat(out.toString())
                .contains(
                        "url: http://upsurge:9009/x", "regex: awscni_build_info|calls_total|kube_pod", "max_shards: 1");
    }
}
