package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordLineTest {
    private static final Workload WORKLOAD = new Workload("arn:aws/prod", "kube-system", "aws-node", "aws-node");

    private static Item read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new RecordLine(new Interned()).read(bytes, 0, bytes.length);
    }

    private static Scrape scrape(double... values) {
        List<Scrape.Point> points = new java.util.ArrayList<>();
        for (double value : values) {
            points.add(new Scrape.Point(
                    new SeriesId("m\u00e9tric", Map.of("api", "Get \"it\" \\ \n\u20ac", "b", "")), value, value < 0));
        }
        return new Scrape(WORKLOAD, "node-1", 1_700_000_000_123L, "uid", 42, points);
    }

    @Test
    void shouldReadWhatIsWritten(@TempDir Path folder) throws IOException {
        RecordFiles files = new RecordFiles(folder);
        List<io.upsurge.model.SampleRecord> records = List.of(
                scrape(0, 1, -1, 1e300, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0),
                scrape(),
                new Heartbeat("c", 1_700_000_000_000L, false),
                new Heartbeat("c", 1_700_000_000_000L, true));
        files.write(records.stream()
                .<SimulatedRecord>map(record -> new SimulatedRecord.Sample(0, record))
                .iterator());
        List<Item> read = Files.readAllLines(files.samplesFile()).stream()
                .map(RecordLineTest::read)
                .toList();
        assertThat(read).isEqualTo(records.stream().map(Item.Sample::new).toList());
    }

    @Test
    void shouldReadEveryFieldOfAFactThatIsWritten(@TempDir Path folder) throws IOException {
        RolloutFact fact = new RolloutFact(
                WORKLOAD,
                "node-1",
                new Version("repo/cni", "v1.16.3", "sha256:ab", "6d5"),
                "uid",
                1_700_000_000_123L,
                1_700_000_009_000L,
                RolloutFact.WATCH,
                "eu-1a",
                List.of("image: v1.16.2 -> v1.16.3", "env \"A\": 1 -> 2"));
        RecordFiles files = new RecordFiles(folder);
        files.write(
                List.<SimulatedRecord>of(new SimulatedRecord.Rollout(0, fact)).iterator());
        assertThat(read(Files.readString(files.rolloutsFile()).strip())).isEqualTo(new Item.Fact(fact));
    }

    @Test
    void shouldKeepOneObjectOfSeriesThatRepeat() {
        String line = "{\"kind\":\"SCRAPE\",\"cluster\":\"c\",\"node\":\"n\",\"timestamp\":1700000000000,"
                + "\"namespace\":\"a\",\"daemonset\":\"b\",\"container\":\"c\","
                + "\"series\":[{\"metric\":\"m\",\"labels\":{\"l\":\"v\"},\"value\":1}]}";
        RecordLine parser = new RecordLine(new Interned());
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Scrape first = (Scrape) ((Item.Sample) parser.read(bytes, 0, bytes.length)).record();
        Scrape second = (Scrape) ((Item.Sample) parser.read(bytes, 0, bytes.length)).record();
        assertThat(second).isEqualTo(first);
        assertThat(second.points().get(0).series())
                .isSameAs(first.points().get(0).series());
        assertThat(second.workload()).isSameAs(first.workload());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    [1]                                                                     | not a JSON object
                    {"kind":"SCRAPE"                                                        | end-of-input
                    {"kind":"END","cluster":"c","timestamp":1} x                            | Unrecognized token
                    {"kind":"END","cluster":"c","timestamp":1}{}                            | something follows
                    {"kind":"END","cluster":"c"}                                            | 'timestamp' is missing
                    {"kind":"END","cluster":"","timestamp":1}                               | cluster
                    {"kind":"OTHER","cluster":"c","timestamp":1}                            | SCRAPE, HEARTBEAT or END
                    {"kind":"END","cluster":"c","timestamp":1,"timestamp":2}                | given twice
                    {"kind":"END","cluster":"c","timestamp":1.5}                            | 'timestamp' is
                    {"kind":"END","cluster":"c","time":1}                                   | 'time' is not a field
                    {"kind":"SCRAPE","cluster":"c","timestamp":1}                           | 'namespace' is missing
                    {"kind":"SCRAPE","series":[{"metric":"m"}]}                             | 'value' is missing
                    {"kind":"SCRAPE","series":[{"value":1}]}                                | 'metric' is missing
                    {"kind":"SCRAPE","series":[{"metric":"m","value":"x"}]}                 | not a number
                    {"cluster":"c","node":"n","namespace":"a","daemonset":"b","container":"c","since":1} | 'observedAt'
                    """)
    void shouldSayWhatIsWrong(String line, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(line)).withMessageContaining(message);
    }
}
