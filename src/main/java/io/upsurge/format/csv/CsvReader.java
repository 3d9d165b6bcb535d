package io.upsurge.format.csv;

import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads tables with a header. <i>Long</i>: columns {@code metric} (or {@code name}) and {@code value}, every other one a
 * label. <i>Wide</i>: every column a series, whose header is written {@code metric{label="value"}}. The time stands in a column
 * {@code ts}, {@code time} or {@code timestamp}, all times of a file in one form. An empty value is no reading; one that is
 * not a number ({@code NaN}) counts as the mark of an ended series.
 */
public final class CsvReader {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

    private final Optional<TimeForm> timeForm;

    /**
     * A reader.
     *
     * @param timeForm how times are written; empty to tell it from the first one
     */
    public CsvReader(Optional<TimeForm> timeForm) {
        this.timeForm = timeForm;
    }

    /**
     * Reads a table to its end. A row that cannot be used is noted and left out.
     *
     * @param in the table in UTF-8, separated by commas; not closed
     * @param sink takes the readings, row by row
     * @param notes takes what was left out
     * @throws FormatException if the header cannot be used, the times are written in several ways, or it is not CSV; readings
     *     up to there were given out
     * @throws IOException if the stream fails
     */
    public void read(InputStream in, ReadingSink sink, Notes notes) throws IOException, FormatException {
        RecordBound bound = new RecordBound(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            new Table(CSVParser.builder().setReader(bound).setFormat(FORMAT).get(), bound).read(sink, notes);
        } catch (UncheckedIOException e) {
            throw wrong(e.getCause());
        } catch (IOException e) {
            throw wrong(e);
        }
    }

    private static FormatException wrong(IOException e) throws IOException {
        if (e instanceof CharacterCodingException) {
            return new FormatException("not UTF-8", e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordBound.RecordTooLongException || cause instanceof CSVException) {
                return new FormatException("not CSV: " + Excerpt.of(String.valueOf(cause.getMessage())), e);
            }
        }
        throw e;
    }

    private final class Table {
        private final CSVParser parser;
        private final RecordBound bound;
        private Optional<TimeForm> form = timeForm;

        Table(CSVParser parser, RecordBound bound) {
            this.parser = parser;
            this.bound = bound;
        }

        void read(ReadingSink sink, Notes notes) throws FormatException {
            Iterator<CSVRecord> rows = parser.iterator();
            if (!rows.hasNext()) {
                throw new FormatException("empty: a table begins with a header");
            }
            CSVRecord header = rows.next();
            Columns columns = Columns.of(header);
            while (rows.hasNext()) {
                bound.next();
                CSVRecord row = rows.next();
                if (row.size() != header.size()) {
                    notes.refused(place() + row.size() + " columns, the header has " + header.size());
                    continue;
                }
                String time = row.get(columns.time());
                try {
                    TimeForm found = form.isPresent() && timeForm.isPresent() ? form.get() : TimeForm.of(time);
                    if (form.isEmpty()) {
                        form = Optional.of(found);
                    }
                    if (found == form.get()) {
                        columns.read(row, found.parse(time), sink, notes);
                        continue;
                    }
                } catch (FormatException e) {
                    notes.refused(place() + e.getMessage());
                    continue;
                }
                throw new FormatException(
                        place() + "the time " + Excerpt.of(time) + " is written otherwise than those before, "
                                + form.get().text() + "; say how times are written");
            }
        }

        private String place() {
            return "line " + parser.getCurrentLineNumber() + ": ";
        }
    }
}
