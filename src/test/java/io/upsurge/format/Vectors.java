package io.upsurge.format;

import io.upsurge.format.adapter.AdapterJsonDecoder;
import io.upsurge.format.csv.CsvReader;
import io.upsurge.format.json.PrometheusApiReader;
import io.upsurge.format.json.VictoriaMetricsReader;
import io.upsurge.format.otlp.OtlpJsonDecoder;
import io.upsurge.format.text.TextReader;
import io.upsurge.format.text.TextSyntax;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts and what is read of them, in files: {@code === name}, the text, {@code ---}, what is read of it. */
public final class Vectors {
    static final Path FOLDER = Path.of("src/test/resources/format");
    private static final long SCRAPED_AT_MS = 42;

    /** A decoder, whatever its shape. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes, ReadingSink sink, Notes notes) throws FormatException, IOException;
    }

    /**
     * A text and what is read of it.
     *
     * @param format name of the file without its ending
     */
    public record Vector(String format, String name, String text, String read) {
        /** The text in UTF-8. */
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return format + ": " + name;
        }
    }

    private Vectors() {}

    /** The decoders by the names of their files. */
    public static Map<String, Reader> readers() {
        return Map.of(
                "openmetrics",
                text(TextSyntax.OPENMETRICS),
                "prometheus",
                text(TextSyntax.PROMETHEUS),
                "promtool-dump",
                text(TextSyntax.PROMTOOL_DUMP),
                "promtool-openmetrics",
                text(TextSyntax.PROMTOOL_OPENMETRICS),
                "victoriametrics",
                (bytes, sink, notes) -> new VictoriaMetricsReader().read(new ByteArrayInputStream(bytes), sink, notes),
                "prometheus-api",
                (bytes, sink, notes) -> new PrometheusApiReader().read(new ByteArrayInputStream(bytes), sink, notes),
                "csv",
                (bytes, sink, notes) ->
                        new CsvReader(Optional.empty()).read(new ByteArrayInputStream(bytes), sink, notes),
                "adapter-json",
                new AdapterJsonDecoder()::decode,
                "otlp-json",
                new OtlpJsonDecoder()::decode);
    }

    private static Reader text(TextSyntax syntax) {
        OptionalLong at = syntax == TextSyntax.OPENMETRICS || syntax == TextSyntax.PROMETHEUS
                ? OptionalLong.of(SCRAPED_AT_MS)
                : OptionalLong.empty();
        return (bytes, sink, notes) -> new TextReader(syntax).read(new ByteArrayInputStream(bytes), at, sink, notes);
    }

    /** All vectors. */
    public static Stream<Vector> all() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String format : readers().keySet().stream().sorted().toList()) {
            vectors.addAll(of(format));
        }
        return vectors.stream();
    }

    /** The vectors of a format. */
    public static List<Vector> of(String format) throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (String part : Files.readString(FOLDER.resolve(format + ".txt")).split("(?m)^=== ", -1)) {
            if (!part.isEmpty()) {
                int text = part.indexOf('\n') + 1;
                int read = part.startsWith("---\n", text) ? text : part.indexOf("\n---\n", text) + 1;
                vectors.add(new Vector(
                        format, part.substring(0, text - 1), part.substring(text, read), part.substring(read + 4)));
            }
        }
        return vectors;
    }

    /** Writes vectors back. */
    static String file(Stream<Vector> vectors) {
        return vectors.map(vector -> "=== " + vector.name() + '\n' + vector.text() + "---\n" + vector.read())
                .collect(Collectors.joining());
    }

    /** What a decoder makes of a text, a line for every reading, refusal and trait. */
    static String read(Vector vector) throws IOException {
        StringBuilder out = new StringBuilder();
        Notes notes = new Notes();
        String failure = "";
        try {
            readers()
                    .get(vector.format())
                    .read(
                            vector.bytes(),
                            (series, timeMs, value, stale, startMs) -> out.append(series)
                                    .append(" @")
                                    .append(timeMs)
                                    .append(stale ? " stale" : " " + value)
                                    .append(startMs == 0 ? "" : " since " + startMs)
                                    .append('\n'),
                            notes);
        } catch (FormatException e) {
            failure = "fails: " + e.getMessage() + '\n';
        }
        notes.examples()
                .forEach(example -> out.append("refused: ").append(example).append('\n'));
        if (notes.refusedCount() > Notes.MAX_EXAMPLES) {
            out.append("refused: ").append(notes.refusedCount()).append(" in all\n");
        }
        Stream.of(Trait.values()).filter(notes.traits()::containsKey).forEach(trait -> out.append("met: ")
                .append(trait)
                .append(" x ")
                .append(notes.traits().get(trait))
                .append('\n'));
        return out.append(failure).toString();
    }
}
