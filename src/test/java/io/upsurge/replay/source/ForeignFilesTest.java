package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.engine.Engine.Detector;
import io.upsurge.model.VersionRate;
import io.upsurge.place.LabelPlaces;
import io.upsurge.replay.Item;
import io.upsurge.replay.Kept;
import io.upsurge.replay.MergedSources;
import io.upsurge.replay.Replay;
import io.upsurge.replay.ReplayRange;
import io.upsurge.replay.Source;
import io.upsurge.replay.Workshop;
import io.upsurge.replay.sort.Cursor;
import io.upsurge.simulate.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same incident as others have recorded it gives the same rates and anomalies as our own records of it. */
class ForeignFilesTest {
    private static final UpsurgeConfig CONFIG = ConfigLoader.shipped(Map.of());
    private static final long TINY = 4 << 20;

    @TempDir
    static Path folder;

    private static ForeignHistory history;
    private static Kept expected;

    @BeforeAll
    static void replayOurRecords() throws IOException {
        history = new ForeignHistory(new ScenarioFiles().load("cni-1.16.3"));
        history.records(folder);
        expected = replay(new JsonLines(folder.resolve("samples.jsonl")));
        assertThat(expected.anomalies).isNotEmpty();
    }

    private static Kept replay(Source samples) throws IOException {
        Kept kept = new Kept();
        Source all = new MergedSources(List.of(samples, new JsonLines(folder.resolve("rollouts.jsonl"))));
        Detector detector = Detector.of(CONFIG.signals(), CONFIG.engine(), CONFIG.rule());
        try (Workshop workshop = new Workshop(2, TINY, folder);
                Cursor<Item> items = all.open(workshop)) {
            new Replay(detector, ReplayRange.ALL, kept, count -> {}).run(items, workshop);
        }
        return kept;
    }

    private static void shouldSayTheSame(Path file, ReadingFormat format) throws IOException {
        assertThat(ReadingFile.formatOf(file)).isEqualTo(format);
        shouldSayTheSame(new ReadingFile(file, format));
    }

    private static void shouldSayTheSame(ReadingInput input) throws IOException {
        Kept kept =
                replay(new PlacedReadings(List.of(input), () -> new LabelPlaces(CONFIG.signals(), CONFIG.labels())));
        assertThat(kept.totals.refusals()).isEmpty();
        assertThat(kept.anomalies).isEqualTo(expected.anomalies);
        // Without heartbeats nothing says that the last window is complete.
        long lastMs = kept.rates.get(kept.rates.size() - 1).window().endMs();
        assertThat(kept.rates).isEqualTo(until(lastMs, expected.rates));
        assertThat(lastMs)
                .isGreaterThan(
                        expected.rates.get(expected.rates.size() - 1).window().endMs() - 120_000);
    }

    private static List<VersionRate> until(long endMs, List<VersionRate> rates) {
        return rates.stream().filter(rate -> rate.window().endMs() <= endMs).toList();
    }

    @Test
    void shouldSayTheSameOfPrometheusText() throws IOException {
        shouldSayTheSame(history.prometheusText(folder.resolve("text.prom")), ReadingFormat.PROMETHEUS);
    }

    @Test
    void shouldSayTheSameOfOpenMetrics() throws IOException {
        shouldSayTheSame(history.openMetrics(folder.resolve("text.om")), ReadingFormat.OPENMETRICS);
    }

    @Test
    void shouldSayTheSameOfADumpOfATsdb() throws IOException {
        shouldSayTheSame(history.tsdbDump(folder.resolve("dump")), ReadingFormat.TSDB_DUMP);
    }

    @Test
    void shouldSayTheSameOfAnExportOfVictoriaMetrics() throws IOException {
        shouldSayTheSame(history.victoriaMetrics(folder.resolve("export")), ReadingFormat.VICTORIAMETRICS);
    }

    @Test
    void shouldSayTheSameOfATable() throws IOException {
        shouldSayTheSame(history.csv(folder.resolve("table.csv")), ReadingFormat.CSV);
    }

    @Test
    void shouldSayTheSameOfCapturedRequests() throws IOException {
        Path capture = history.remoteWrite(folder.resolve("capture"));
        try (Stream<Path> files = Files.list(capture)) {
            List<Path> all = files.toList();
            assertThat(ReadingFile.formatOf(all.get(0))).isEqualTo(ReadingFormat.REMOTE_WRITE);
            shouldSayTheSame(new WriteCapture("capture", all, metric -> true));
        }
    }
}
