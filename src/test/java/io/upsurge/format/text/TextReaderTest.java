package io.upsurge.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.SeriesLabels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextReaderTest {
    private static final OptionalLong AT = OptionalLong.of(1_000);

    private final Notes notes = new Notes();

    record Read(SeriesLabels series, long timeMs, double value, boolean stale) {}

    private List<Read> read(TextReader reader, InputStream in) throws IOException, FormatException {
        List<Read> readings = new ArrayList<>();
        reader.read(
                in,
                AT,
                (series, timeMs, value, stale, startMs) -> readings.add(new Read(series, timeMs, value, stale)),
                notes);
        return readings;
    }

    private List<Read> read(TextSyntax syntax, byte[] text) throws IOException, FormatException {
        return read(new TextReader(syntax), new ByteArrayInputStream(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives a few bytes at a time, as a network does. */
    private static InputStream inPieces(byte[] bytes, int size) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }
        };
    }

    @Provide
    Arbitrary<List<Read>> readings() {
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12).filter(TextReaderTest::encodes),
                Arbitraries.strings()
                        .withChars('\\', '"', '\n', '{', '}', ',', '=', 'n', ' ')
                        .ofMaxLength(8));
        Arbitrary<Map<String, String>> labels = Arbitraries.maps(Arbitraries.of("a", "node", "api", "_x1", "B"), value)
                .ofMaxSize(4);
        return labels.flatMap(map -> Arbitraries.doubles().flatMap(number -> Arbitraries.longs()
                        .between(0, 4_000_000_000_000L)
                        .map(time -> new Read(SeriesLabels.of("m:x_1", map), time, number, false))))
                .list()
                .ofMaxSize(20);
    }

    private static boolean encodes(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static String line(Read reading, String time) {
        return reading.series() + " " + reading.value() + " " + time + "\n";
    }

    @Property(tries = 100)
    void shouldReadTheTextFormatAsItIsWritten(
            @ForAll("readings") List<Read> readings, @ForAll @IntRange(min = 1, max = 50) int pieces) throws Exception {
        StringBuilder text = new StringBuilder();
        readings.forEach(reading -> text.append(line(reading, Long.toString(reading.timeMs()))));

        assertThat(read(new TextReader(TextSyntax.PROMETHEUS), inPieces(utf8(text.toString()), pieces)))
                .isEqualTo(readings);
        assertThat(notes.refusedCount()).isZero();
    }

    @Property(tries = 100)
    void shouldReadOpenMetricsAsItIsWritten(@ForAll("readings") List<Read> readings) throws Exception {
        StringBuilder text = new StringBuilder();
        readings.forEach(
                reading -> text.append(line(reading, String.format(Locale.ROOT, "%.3f", reading.timeMs() / 1e3))));

        assertThat(read(TextSyntax.OPENMETRICS, utf8(text + "# EOF\n"))).isEqualTo(readings);
        assertThat(notes.refusedCount()).isZero();
    }

    @Property(tries = 100)
    void shouldReadADumpAsItIsWritten(@ForAll("readings") List<Read> readings) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Read reading : readings) {
            String labels = reading.series().toString().replaceFirst("^m:x_1\\{", "");
            text.append("{__name__=\"m:x_1\"")
                    .append(labels.equals("}") ? "" : ", ")
                    .append(labels.replace("\u00ad", "\\u00ad"))
                    .append(' ')
                    .append(reading.value())
                    .append(' ')
                    .append(reading.timeMs())
                    .append('\n');
        }

        assertThat(read(TextSyntax.PROMTOOL_DUMP, utf8(text.toString()))).isEqualTo(readings);
    }

    @Test
    void shouldGiveTheSameSeriesWhenAPageComesAgain() throws Exception {
        TextReader reader = new TextReader(TextSyntax.PROMETHEUS);
        byte[] page = utf8("a{x=\"1\"} 1\na{x=\"2\"} 2\nb 3\n");

        List<Read> first = read(reader, new ByteArrayInputStream(page));
        List<Read> second = read(reader, new ByteArrayInputStream(page));

        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i).series()).isSameAs(first.get(i).series());
        }
    }

    @Test
    void shouldReadMoreSeriesThanItRemembers() throws Exception {
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            page.append("a{x=\"").append(i).append("\"} ").append(i).append('\n');
        }
        TextReader reader = new TextReader(TextSyntax.PROMETHEUS);

        List<Read> first = read(reader, new ByteArrayInputStream(utf8(page.toString())));

        assertThat(first).hasSize(20_000).allSatisfy(reading -> assertThat(
                        reading.series().get("x"))
                .isEqualTo(String.valueOf((long) reading.value())));
        assertThat(read(reader, new ByteArrayInputStream(utf8(page.toString()))))
                .isEqualTo(first);
    }

    @Test
    void shouldLeaveOutALineThatIsTooLongAndGoOn() throws Exception {
        byte[] text = utf8("a 1\n" + "b".repeat(5_000_000) + " 2\nc 3\n");

        assertThat(read(TextSyntax.PROMETHEUS, text)).extracting(Read::value).containsExactly(1.0, 3.0);
        assertThat(notes.examples()).containsExactly("line 2: longer than 1048576 bytes");
    }

    @Test
    void shouldReadALineAsLongAsAllowed() throws Exception {
        byte[] text = utf8("a{x=\"" + "y".repeat((1 << 20) - 9) + "\"} 1\nb 2\n");

        assertThat(read(TextSyntax.PROMETHEUS, text)).hasSize(2);
    }

    @Test
    void shouldRefuseTooManyLabels() throws Exception {
        StringBuilder text = new StringBuilder("a{");
        for (int i = 0; i < 200; i++) {
            text.append('l').append(i).append("=\"1\",");
        }

        assertThat(read(TextSyntax.PROMETHEUS, utf8(text + "} 1\n"))).isEmpty();
        assertThat(notes.examples()).containsExactly("line 1: more than 128 labels");
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() throws Exception {
        byte[] text = "a{x=\"\u00e9\"} 1\nb 2\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(TextSyntax.PROMETHEUS, text)).extracting(Read::value).containsExactly(2.0);
        assertThat(notes.examples().get(0)).startsWith("line 1: not UTF-8");
    }

    @Test
    void shouldReadLinesThatEndAsOnOtherSystems() throws Exception {
        assertThat(read(TextSyntax.PROMETHEUS, utf8("a 1\r\nb 2\r\n"))).hasSize(2);
        assertThat(notes.refusedCount()).isZero();
    }

    @Test
    void shouldPassOnTheFailureOfTheStream() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> read(new TextReader(TextSyntax.OPENMETRICS), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void shouldKnowTheSyntaxByItsContentType() {
        assertThat(TextSyntax.ofContentType("application/openmetrics-text; version=1.0.0; charset=utf-8"))
                .contains(TextSyntax.OPENMETRICS);
        assertThat(TextSyntax.ofContentType("text/plain; version=0.0.4")).contains(TextSyntax.PROMETHEUS);
        assertThat(TextSyntax.ofContentType("text/html")).isEmpty();
    }
}
