package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {
    private static final Workload WORKLOAD = new Workload("one", "kube-system", "aws-node", "aws-node");

    @Property(tries = 100)
    void shouldReadBackWhatWasWritten(@ForAll("records") List<SimulatedRecord> records) throws IOException {
        Path folder = Files.createTempDirectory("records");
        try {
            RecordFiles files = new RecordFiles(folder);

            RecordFiles.Written written = files.write(records.iterator());

            List<SampleRecord> samples = read(files.samples());
            List<RolloutFact> facts = read(files.rollouts());
            assertThat(samples)
                    .isEqualTo(records.stream()
                            .filter(record -> record instanceof SimulatedRecord.Sample)
                            .map(record -> ((SimulatedRecord.Sample) record).record())
                            .toList());
            assertThat(facts)
                    .isEqualTo(records.stream()
                            .filter(record -> record instanceof SimulatedRecord.Rollout)
                            .map(record -> ((SimulatedRecord.Rollout) record).fact())
                            .toList());
            assertThat(written).isEqualTo(new RecordFiles.Written(samples.size(), facts.size()));
        } finally {
            Files.delete(folder.resolve("samples.jsonl"));
            Files.delete(folder.resolve("rollouts.jsonl"));
            Files.delete(folder);
        }
    }

    @Provide
    Arbitrary<List<SimulatedRecord>> records() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\u2fff')
                .excludeChars('/')
                .ofMinLength(1)
                .ofMaxLength(8);
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<Long> times = Arbitraries.longs().between(0, 4_000_000_000_000L);
        Arbitrary<Workload> workloads =
                Combinators.combine(names, names, names, names).as(Workload::new);
        Arbitrary<SeriesId> series = Combinators.combine(
                        names, Arbitraries.maps(names, texts).ofMaxSize(3))
                .as(SeriesId::new);
        Arbitrary<Double> values =
                Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY));
        Arbitrary<Scrape.Point> points =
                Combinators.combine(series, values, Arbitraries.of(true, false)).as(Scrape.Point::new);
        Arbitrary<SampleRecord> scrapes = Combinators.combine(
                        workloads, names, times, texts, times, points.list().ofMaxSize(4))
                .as(Scrape::new);
        Arbitrary<SampleRecord> heartbeats =
                Combinators.combine(names, times, Arbitraries.of(true, false)).as(Heartbeat::new);
        Arbitrary<Version> versions =
                Combinators.combine(texts, texts, texts, texts).as(Version::new);
        Arbitrary<RolloutFact> facts = Combinators.combine(
                        workloads, names, versions, texts, times, times, texts, texts)
                .as(RolloutFact::new);
        return Arbitraries.<SimulatedRecord>oneOf(
                        scrapes.map(record -> new SimulatedRecord.Sample(0, record)),
                        heartbeats.map(record -> new SimulatedRecord.Sample(0, record)),
                        facts.map(fact -> new SimulatedRecord.Rollout(0, fact)))
                .list()
                .ofMaxSize(6);
    }

    @Test
    void shouldWriteLinesThatStayTheSameOverReleases(@TempDir Path folder) throws IOException {
        RecordFiles files = new RecordFiles(folder.resolve("new"));
        Scrape scrape = new Scrape(
                WORKLOAD,
                "n1",
                1_000,
                "uid",
                500,
                List.of(
                        new Scrape.Point(new SeriesId("m_count", Map.of("api", "GetMetadata")), 241, false),
                        new Scrape.Point(new SeriesId("g", Map.of()), 0.5, true)));
        RolloutFact fact = new RolloutFact(
                WORKLOAD,
                "n1",
                Version.ofTag("v1.16.3"),
                "uid",
                500,
                1_500,
                "simulate",
                "a",
                List.of("args: -v -> -vv"));

        files.write(List.<SimulatedRecord>of(
                        new SimulatedRecord.Sample(1, scrape),
                        new SimulatedRecord.Sample(2, new Heartbeat("one", 2_000, false)),
                        new SimulatedRecord.Sample(3, new Heartbeat("one", 3_000, true)),
                        new SimulatedRecord.Rollout(4, fact))
                .iterator());

        assertThat(Files.readAllLines(files.samplesFile()))
                .containsExactly(
                        "{\"kind\":\"SCRAPE\",\"cluster\":\"one\",\"node\":\"n1\",\"timestamp\":1000,"
                                + "\"namespace\":\"kube-system\",\"daemonset\":\"aws-node\",\"container\":\"aws-node\","
                                + "\"podUid\":\"uid\",\"startTime\":500,\"series\":[{\"metric\":\"m_count\","
                                + "\"labels\":{\"api\":\"GetMetadata\"},\"value\":241.0},"
                                + "{\"metric\":\"g\",\"value\":0.5,\"stale\":true}]}",
                        "{\"kind\":\"HEARTBEAT\",\"cluster\":\"one\",\"timestamp\":2000}",
                        "{\"kind\":\"END\",\"cluster\":\"one\",\"timestamp\":3000}");
        assertThat(Files.readAllLines(files.rolloutsFile()))
                .containsExactly("{\"cluster\":\"one\",\"node\":\"n1\",\"namespace\":\"kube-system\","
                        + "\"daemonset\":\"aws-node\",\"container\":\"aws-node\",\"tag\":\"v1.16.3\","
                        + "\"podUid\":\"uid\",\"since\":500,\"observedAt\":1500,\"source\":\"simulate\",\"zone\":\"a\","
                        + "\"differences\":[\"args: -v -> -vv\"]}");
    }

    @Test
    void shouldNameFileAndLineOfWhatCannotBeRead(@TempDir Path folder) throws IOException {
        RecordFiles files = new RecordFiles(folder);
        String good = "{\"kind\":\"HEARTBEAT\",\"cluster\":\"one\",\"timestamp\":2000}\n";

        assertWrong(files, good + "{\"kind\":", "samples.jsonl line 2: ");
        assertWrong(files, good + good + "\n", "samples.jsonl line 3: the line is empty");
        assertWrong(files, good.replace("}", ",\"colour\":1}"), "line 1: Unrecognized field \"colour\"");
        assertWrong(files, good.replace(",\"timestamp\":2000", ""), "'timestamp'");
        assertWrong(files, good.replace("\"one\"", "null"), "'cluster' is missing");
        assertWrong(files, good.replace("HEARTBEAT", "SCRAPE"), "line 1: 'series' is missing");
        assertWrong(files, good.replace("HEARTBEAT", "PULSE"), "PULSE");
        assertWrong(files, good.strip() + good, "samples.jsonl line 1: ");
    }

    private static void assertWrong(RecordFiles files, String text, String message) throws IOException {
        Files.writeString(files.samplesFile(), text, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(files.samples()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("samples.jsonl line ");
    }

    private static <T> List<T> read(Stream<T> lines) {
        try (lines) {
            return lines.toList();
        }
    }
}
