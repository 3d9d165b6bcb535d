package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import io.upsurge.replay.Item;
import io.upsurge.simulate.RecordFiles;
import io.upsurge.simulate.SimulatedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WrittenRecordsPropertyTest {

    @Property(tries = 100)
    void shouldReadBackWhatWasWritten(@ForAll("records") List<SimulatedRecord> records) throws IOException {
        Path folder = Files.createTempDirectory("records");
        try {
            RecordFiles files = new RecordFiles(folder);

            RecordFiles.Written written = files.write(records.iterator());

            List<Item> samples = read(files.samplesFile());
            List<Item> facts = read(files.rolloutsFile());
            assertThat(samples)
                    .isEqualTo(records.stream()
                            .filter(record -> record instanceof SimulatedRecord.Sample)
                            .map(record -> new Item.Sample(((SimulatedRecord.Sample) record).record()))
                            .toList());
            assertThat(facts)
                    .isEqualTo(records.stream()
                            .filter(record -> record instanceof SimulatedRecord.Rollout)
                            .map(record -> new Item.Fact(((SimulatedRecord.Rollout) record).fact()))
                            .toList());
            assertThat(written).isEqualTo(new RecordFiles.Written(samples.size(), facts.size()));
        } finally {
            Files.delete(folder.resolve("samples.jsonl"));
            Files.delete(folder.resolve("rollouts.jsonl"));
            Files.delete(folder);
        }
    }

    private static List<Item> read(Path file) throws IOException {
        RecordLine parser = new RecordLine(new Interned());
        return Files.readAllLines(file).stream()
                .map(line -> {
                    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                    return parser.read(bytes, 0, bytes.length);
                })
                .toList();
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
}
