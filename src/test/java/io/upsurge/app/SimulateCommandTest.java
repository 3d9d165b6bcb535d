package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        ConfigLoader loader = new ConfigLoader(Map.of());
        return Main.commandLine(List.of(
                        new SimulateCommand((file, sets) -> loader.load(sets).config())))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("simulate"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void shouldWriteTheSameFilesForTheSameSeedAndOthersForAnother(@TempDir Path folder) throws IOException {
        String scenario = "small-regression-1.26x";
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path other = folder.resolve("other");

        assertThat(run("--scenario", scenario, "--out", first.toString())).isZero();
        assertThat(run("--scenario", scenario, "--out", second.toString())).isZero();
        assertThat(run("--scenario", scenario, "--out", other.toString(), "--seed", "5"))
                .isZero();

        assertThat(Files.mismatch(first.resolve("samples.jsonl"), second.resolve("samples.jsonl")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(first.resolve("rollouts.jsonl"), second.resolve("rollouts.jsonl")))
                .isEqualTo(-1);
        assertThat(Files.mismatch(first.resolve("samples.jsonl"), other.resolve("samples.jsonl")))
                .isNotEqualTo(-1);
        assertThat(out.toString()).contains("samples.jsonl: ").contains("rollouts.jsonl: 120 roll-out facts");
    }

    @Test
    void shouldListTheShippedScenariosWithWhatHappens() {
        assertThat(run("--list")).isZero();

        assertThat(out.toString()).contains("cni-1.16.3").contains("upgraded from v1.16.2 to v1.16.3");
    }

    @Test
    void shouldSayWhatIsWrongWithAScenario(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "name: bad\n");

        assertThat(run("--scenario", file.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.UNUSABLE_INPUT.status());

        assertThat(err.toString()).contains("bad.yaml").contains("workload: is missing");
    }

    @Test
    void shouldAskForAScenarioAndAFolder() {
        assertThat(run("--scenario", "cni-1.16.3")).isEqualTo(2);

        assertThat(err.toString()).contains("expected --scenario");
    }
}
