package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.ScenarioFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final List<String> RESULTS =
            List.of("anomalies.jsonl", "version-rates.jsonl", "summary.md", "junit.xml", "report.html");

    @TempDir
    static Path incident;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void simulate() {
        new RecordFiles(incident).write(new FleetSimulator(new ScenarioFiles().load("cni-1.16.3")).records());
    }

    private int run(Object... arguments) {
        ConfigLoader loader = new ConfigLoader(Map.of());
        List<String> all = new ArrayList<>(List.of("replay"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return Main.commandLine(List.of(
                        new ReplayCommand((file, sets) -> loader.load(sets).config(), config -> null)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void shouldLeaveTheSameBytesAtAnyNumberOfThreads(@TempDir Path folder) throws IOException {
        for (int threads : List.of(1, 2, 4)) {
            assertThat(run(incident, "--threads", threads, "--out", folder.resolve("by-" + threads)))
                    .isZero();
        }
        for (String name : RESULTS) {
            Path one = folder.resolve("by-1").resolve(name);
            assertThat(Files.size(one)).isPositive();
            assertThat(Files.mismatch(one, folder.resolve("by-2").resolve(name)))
                    .isEqualTo(-1);
            assertThat(Files.mismatch(one, folder.resolve("by-4").resolve(name)))
                    .isEqualTo(-1);
        }
        assertThat(Files.readString(folder.resolve("by-1/summary.md")))
                .startsWith("# C")
                .contains("aws-node v1.16.3")
                .contains("samples.jsonl");
        assertThat(Files.readString(folder.resolve("by-1/junit.xml"))).contains("<failure type=\"C");
        assertThat(Files.readString(folder.resolve("by-1/report.html")))
                .contains("<h1 id=\"title\">aws-node v1.16.3: GetMetadata calls 2.")
                .contains("samples.jsonl");
    }

    @Test
    void shouldSayTheSameOfShuffledAndCompressedFiles(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(incident.resolve("samples.jsonl")));
        lines.addAll(Files.readAllLines(incident.resolve("rollouts.jsonl")));
        Collections.shuffle(lines, new Random(3));
        Path shuffled = folder.resolve("all.jsonl.gz");
        try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(shuffled))) {
            to.write(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(run(shuffled, "--out", folder.resolve("a"))).isZero();
        assertThat(run(incident, "--out", folder.resolve("b"))).isZero();
        for (String name : List.of("anomalies.jsonl", "version-rates.jsonl")) {
            assertThat(Files.mismatch(
                            folder.resolve("a").resolve(name),
                            folder.resolve("b").resolve(name)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void shouldFailWhereAsked() {
        assertThat(run(incident, "--fail-on", "confirmed")).isEqualTo(ExitCode.ANOMALY.status());
        assertThat(out.toString()).contains("aws-node v1.16.3").contains("GetMetadata");
        assertThat(run(incident, "--fail-on", "confirmed", "--to", "2000-01-02T00:00:00Z"))
                .isEqualTo(ExitCode.UNUSABLE_INPUT.status());
    }

    @Test
    void shouldRefuseWhatCannotBeUsedAndGoOn(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(incident.resolve("samples.jsonl")));
        lines.add(0, "{\"kind\":\"END\",\"cluster\":\"c\",\"timestamp\":1700000000}");
        lines.add(1, "rubbish");
        Path file = folder.resolve("with-rubbish.jsonl");
        Files.write(file, lines);
        assertThat(run(file, "--rollouts", incident.resolve("rollouts.jsonl"), "--fail-on", "confirmed"))
                .isEqualTo(ExitCode.ANOMALY.status());
        assertThat(err.toString())
                .contains("refused 2 records")
                .contains("with-rubbish.jsonl line 1: dated 1700000000 ms, before 2000: are these seconds?")
                .contains("with-rubbish.jsonl line 2: Unrecognized token");
    }

    @Test
    void shouldSayThatNothingCanBeUsed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("nothing.jsonl"), "rubbish\n");
        assertThat(run(file)).isEqualTo(ExitCode.UNUSABLE_INPUT.status());
        assertThat(err.toString()).contains("no scrape that can be used");
        assertThat(run(folder.resolve("missing"))).isEqualTo(ExitCode.UNUSABLE_INPUT.status());
        assertThat(run()).isEqualTo(ExitCode.USAGE.status());
    }

    @Test
    void shouldNotTakeSilenceForAPass() {
        assertThat(run(incident.resolve("samples.jsonl"), "--fail-on", "suspected"))
                .isZero();
        assertThat(out.toString()).startsWith("NOT JUDGED: ").contains("no roll-out fact was read");
    }
}
