package io.upsurge.format.csv;

import io.upsurge.format.Decimal;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import io.upsurge.format.text.SeriesText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/** What the columns of a table hold. */
sealed interface Columns {

    /** Position of the time. */
    int time();

    /**
     * Gives out the readings of a row.
     *
     * @param timeMs its instant, milliseconds since 1970-01-01T00:00Z
     * @throws FormatException if the row cannot be used; its readings before the bad cell were given out
     */
    void read(CSVRecord row, long timeMs, ReadingSink sink, Notes notes) throws FormatException;

    /**
     * Reads a header.
     *
     * @throws FormatException if it cannot be used
     */
    static Columns of(CSVRecord header) throws FormatException {
        List<String> names = new ArrayList<>();
        header.forEach(name -> names.add(names.isEmpty() ? name.replaceFirst("^\uFEFF", "") : name));
        List<String> plain =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        Set<String> distinct = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !distinct.add(name)) {
                throw new FormatException("header: the column " + Excerpt.of(name) + " twice");
            }
        }
        int time = indexOf(plain, "ts", "time", "timestamp");
        int metric = indexOf(plain, "metric", "name", SeriesLabels.NAME);
        int value = indexOf(plain, "value");
        if (time < 0) {
            throw new FormatException("header: no column ts, time or timestamp");
        }
        return metric < 0 || value < 0
                ? new WideTable(time, series(names, time))
                : new LongTable(time, metric, value, names);
    }

    private static int indexOf(List<String> names, String... wanted) {
        return List.of(wanted).stream()
                .mapToInt(names::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static List<SeriesLabels> series(List<String> names, int time) throws FormatException {
        List<SeriesLabels> series = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            try {
                series.add(i == time ? SeriesLabels.of(new TreeMap<>()) : SeriesText.parse(names.get(i)));
            } catch (FormatException e) {
                throw new FormatException("header, column " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return series;
    }

    private static void give(SeriesLabels series, long timeMs, String value, ReadingSink sink, Notes notes)
            throws FormatException {
        double number = Decimal.parse(value);
        boolean stale = Double.isNaN(number);
        if (stale) {
            notes.met(Trait.LOST_STALE_MARKER);
        }
        sink.accept(series, timeMs, number, stale, 0);
    }

    /** One reading a row. */
    record LongTable(int time, int metric, int value, List<String> names) implements Columns {
        @Override
        public void read(CSVRecord row, long timeMs, ReadingSink sink, Notes notes) throws FormatException {
            TreeMap<String, String> labels = new TreeMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (i != time && i != value && i != metric && !names.get(i).isEmpty()) {
                    labels.put(names.get(i), row.get(i));
                }
            }
            if (row.get(metric).isEmpty()) {
                throw new FormatException("no metric name");
            }
            if (!row.get(value).isEmpty()) {
                give(SeriesLabels.of(row.get(metric), labels), timeMs, row.get(value), sink, notes);
            }
        }
    }

    /** A series each column. */
    record WideTable(int time, List<SeriesLabels> series) implements Columns {
        @Override
        public void read(CSVRecord row, long timeMs, ReadingSink sink, Notes notes) throws FormatException {
            for (int i = 0; i < row.size(); i++) {
                if (i != time && !row.get(i).isEmpty()) {
                    give(series.get(i), timeMs, row.get(i), sink, notes);
                }
            }
        }
    }
}
