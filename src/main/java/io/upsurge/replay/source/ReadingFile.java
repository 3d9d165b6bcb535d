package io.upsurge.replay.source;

import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.csv.CsvReader;
import io.upsurge.format.json.PrometheusApiReader;
import io.upsurge.format.json.VictoriaMetricsReader;
import io.upsurge.format.text.TextReader;
import io.upsurge.format.text.TextSyntax;
import io.upsurge.replay.Source.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A file of readings; may be compressed by gzip.
 *
 * @param file where it is
 * @param format what it is
 */
public record ReadingFile(Path file, ReadingFormat format) implements ReadingInput {
    private static final int BEGINNING = 8_192;

    /**
     * Tells what a file holds by how it begins; of a captured request, by its name.
     *
     * @throws IOException if it cannot be read
     */
    public static ReadingFormat formatOf(Path file) throws IOException {
        if (file.toString().endsWith(WriteCapture.SUFFIX)) {
            return ReadingFormat.REMOTE_WRITE;
        }
        try (InputStream in = new WholeLines(Files.newInputStream(file))) {
            return ReadingFormat.of(in.readNBytes(BEGINNING));
        }
    }

    @Override
    public Input read(ReadingSink sink, Notes notes, Consumer<String> cut) throws IOException {
        try (DigestInputStream raw = new DigestInputStream(Files.newInputStream(file), Checksum.sha256())) {
            WholeLines content = new WholeLines(raw);
            try {
                read(content, sink, notes);
            } catch (FormatException e) {
                // What was read up to there is of use; the rest cannot be read.
                if (content.cut().isEmpty()) {
                    cut.accept("read up to there: " + e.getMessage());
                }
            }
            content.cut().ifPresent(cut);
            raw.transferTo(OutputStream.nullOutputStream());
            return new Input(name(), bytes(), Checksum.text(raw.getMessageDigest()));
        }
    }

    private void read(InputStream in, ReadingSink sink, Notes notes) throws IOException, FormatException {
        switch (format) {
            case PROMETHEUS -> text(TextSyntax.PROMETHEUS, in, sink, notes);
            case OPENMETRICS -> text(TextSyntax.OPENMETRICS, in, sink, notes);
            case TSDB_DUMP_OPENMETRICS -> text(TextSyntax.PROMTOOL_OPENMETRICS, in, sink, notes);
            case TSDB_DUMP -> text(TextSyntax.PROMTOOL_DUMP, in, sink, notes);
            case VICTORIAMETRICS -> new VictoriaMetricsReader().read(in, sink, notes);
            case PROMETHEUS_API -> new PrometheusApiReader().read(in, sink, notes);
            case CSV -> new CsvReader(Optional.empty()).read(in, sink, notes);
            case REMOTE_WRITE, JSONL, AVRO -> throw new FormatException("these are no readings one after the other");
        }
    }

    private static void text(TextSyntax syntax, InputStream in, ReadingSink sink, Notes notes)
            throws IOException, FormatException {
        new TextReader(syntax).read(in, OptionalLong.empty(), sink, notes);
    }

    @Override
    public String name() {
        return file.getFileName().toString();
    }

    @Override
    public long bytes() {
        return file.toFile().length();
    }
}
