package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.simulate.FleetSimulator;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.ScenarioFiles;
import io.upsurge.wire.ContractSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
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
    private Map<String, String> variables = Map.of();

    @BeforeAll
    static void simulate() {
        new RecordFiles(incident).write(new FleetSimulator(new ScenarioFiles().load("cni-1.16.3")).records());
    }

    private int run(Object... arguments) {
        return execute("replay", arguments);
    }

    private int execute(String command, Object... arguments) {
        ConfigLoader loader = new ConfigLoader(Map.of());
        List<String> all = new ArrayList<>(List.of(command));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return Main.commandLine(List.of(
                        new ReplayCommand((file, sets) -> loader.load(sets).config(), config -> null, variables),
                        new SimulateCommand((file, sets) -> loader.load(sets).config())))
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
    void shouldSayTheSameOfAvroFilesAndInThem(@TempDir Path folder) throws IOException {
        Path avro = folder.resolve("avro");
        assertThat(execute("simulate", "--scenario", "cni-1.16.3", "--format", "avro", "--out", avro))
                .isZero();
        assertThat(run(incident, "--avro", "--out", folder.resolve("jsonl"))).isZero();
        for (int threads : List.of(1, 4)) {
            Path out = folder.resolve("by-" + threads);
            assertThat(run(avro, "--avro", "--threads", threads, "--out", out)).isZero();
            for (String name :
                    List.of("anomalies.jsonl", "version-rates.jsonl", "anomalies.avro", "version-rates.avro")) {
                assertThat(Files.mismatch(folder.resolve("jsonl").resolve(name), out.resolve(name)))
                        .isEqualTo(-1);
            }
        }
        assertThat(count(folder.resolve("by-1/anomalies.avro"), ContractSchemas.anomaly()))
                .isEqualTo(Files.readAllLines(folder.resolve("by-1/anomalies.jsonl"))
                        .size())
                .isPositive();
        assertThat(count(folder.resolve("by-1/version-rates.avro"), ContractSchemas.versionRate()))
                .isEqualTo(Files.readAllLines(folder.resolve("by-1/version-rates.jsonl"))
                        .size())
                .isPositive();
    }

    /** Reads a file as any Avro tool does. */
    private static int count(Path file, Schema schema) throws IOException {
        try (DataFileReader<Object> records = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(records.getSchema()).isEqualTo(schema);
            int count = 0;
            for (Object unused : records) {
                count++;
            }
            return count;
        }
    }

    @Test
    void shouldNotReadTheSameRecordsTwice(@TempDir Path folder) {
        execute("simulate", "--scenario", "cni-1.16.3", "--format", "avro", "--out", folder);
        execute("simulate", "--scenario", "cni-1.16.3", "--out", folder);
        assertThat(run(folder)).isEqualTo(ExitCode.UNUSABLE_INPUT.status());
        assertThat(err.toString())
                .contains("name one of")
                .contains("samples.avro")
                .contains("samples.jsonl");
    }

    @Test
    void shouldUseWhatCanBeReadOfAnAvroFileThatIsDamaged(@TempDir Path folder) throws IOException {
        execute("simulate", "--scenario", "cni-1.16.3", "--format", "avro", "--out", folder);
        Path samples = folder.resolve("samples.avro");
        byte[] whole = Files.readAllBytes(samples);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 40, (byte) 0xff);
        Files.write(samples, damaged);
        assertThat(run(folder, "--fail-on", "confirmed")).isEqualTo(ExitCode.ANOMALY.status());
        assertThat(err.toString()).contains("incomplete: samples.avro: ").contains("block at byte");

        Files.write(samples, Arrays.copyOf(whole, whole.length - 10));
        assertThat(run(folder, "--fail-on", "confirmed")).isEqualTo(ExitCode.ANOMALY.status());
        assertThat(err.toString()).contains("it ends early");

        Files.write(samples, Arrays.copyOf(whole, 100));
        assertThat(run(folder)).isEqualTo(ExitCode.UNUSABLE_INPUT.status());
        assertThat(err.toString()).contains("samples.avro: is no readable Avro file");
    }

    @Test
    void shouldUseWhatCanBeReadOfAnArchiveThatIsCutOff(@TempDir Path folder) throws IOException {
        byte[] whole = compressed(Files.readAllBytes(incident.resolve("samples.jsonl")));
        Path file = Files.write(folder.resolve("samples.jsonl.gz"), Arrays.copyOf(whole, whole.length * 9 / 10));
        Path facts = incident.resolve("rollouts.jsonl");
        assertThat(run(file, "--rollouts", facts, "--fail-on", "confirmed", "--out", folder.resolve("out")))
                .isEqualTo(ExitCode.ANOMALY.status());
        assertThat(err.toString())
                .contains("refused 1 records")
                .contains("incomplete: samples.jsonl.gz cannot be read beyond byte ");
        assertThat(Files.readString(folder.resolve("out/summary.md")))
                .contains("**Part of the input could not be read**")
                .contains("samples.jsonl.gz cannot be read beyond byte ");

        Files.write(file, Arrays.copyOf(whole, whole.length / 5));
        assertThat(run(file, "--rollouts", facts, "--fail-on", "confirmed"))
                .isEqualTo(ExitCode.UNUSABLE_INPUT.status());
    }

    private static byte[] compressed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream to = new GZIPOutputStream(bytes)) {
            to.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldLeaveOutALineThatIsTooLong(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(incident.resolve("samples.jsonl")));
        lines.add(1, "{\"kind\":\"" + "x".repeat(17 << 20) + "\"}");
        lines.add(3, "rubbish");
        Path file = Files.write(folder.resolve("long.jsonl"), lines);
        assertThat(run(file, "--rollouts", incident.resolve("rollouts.jsonl"), "--fail-on", "confirmed"))
                .isEqualTo(ExitCode.ANOMALY.status());
        assertThat(err.toString())
                .contains("refused 2 records")
                .contains("long.jsonl line 2: is longer than 16777216 bytes")
                .contains("long.jsonl line 4: Unrecognized token");
    }

    @Test
    void shouldSayHowToDoItAgain(@TempDir Path folder) throws IOException {
        variables = Map.of("UPSURGE_CONFIG", "my config.yaml");
        assertThat(run(
                        "--rollouts",
                        incident.resolve("rollouts.jsonl"),
                        "--threads",
                        1,
                        "--set=detector.min-calls=21",
                        "--set",
                        "kafka.sasl.jaas.config=Module required password=\"secret\";",
                        "--set",
                        "labels.default-cluster=it's",
                        incident.resolve("samples.jsonl"),
                        "--avro",
                        "--out",
                        folder))
                .isZero();
        assertThat(Files.readString(folder.resolve("summary.md")))
                .contains("    UPSURGE_CONFIG='my config.yaml' upsurge replay " + incident.resolve("samples.jsonl"))
                .contains(" --rollouts " + incident.resolve("rollouts.jsonl"))
                .contains(" --set detector.min-calls=21 --set 'kafka.sasl.jaas.config=********'"
                        + " --set 'labels.default-cluster=it'\\''s'")
                .contains(" --avro")
                .doesNotContain("--threads")
                .doesNotContain("--out");
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
