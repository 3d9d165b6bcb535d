package io.upsurge.format.text;

import io.upsurge.format.Decimal;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.Trait;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Reads text of Prometheus and OpenMetrics: pages that are scraped, and files that promtool writes, however large. A line
 * that cannot be read is noted, and the rest is kept. Exemplars are skipped; native histograms are left out and noted.
 *
 * <p>In OpenMetrics a {@code _created} sample of a counter, histogram or summary becomes the start of the readings of its
 * metric. In what promtool dumps a value that is not a number counts as the mark of an ended series, which the dump turned
 * into one.
 *
 * <p>For one thread. It remembers the series it met, so that a page that comes again costs little: keep one for as long as
 * the same pages come.
 */
public final class TextReader {
    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int REMEMBERED_SERIES = 1 << 13;

    private final TextSyntax syntax;
    private final LabelParser parser;
    private final SeriesCache cache = new SeriesCache(REMEMBERED_SERIES);
    private final Family family = new Family();

    /** A reader of one syntax. */
    public TextReader(TextSyntax syntax) {
        this.syntax = syntax;
        this.parser = new LabelParser(syntax);
    }

    /**
     * Reads a text to its end.
     *
     * @param in the text in UTF-8; not closed
     * @param scrapedAtMs instant of samples that give none, milliseconds since 1970-01-01T00:00Z; where empty these are
     *     noted and left out
     * @param sink takes the readings, in the order of the text
     * @param notes takes what could not be read
     * @throws FormatException if the text is cut off, or goes on after its end; readings up to there were given out
     * @throws IOException if the stream fails
     */
    public void read(InputStream in, OptionalLong scrapedAtMs, ReadingSink sink, Notes notes)
            throws IOException, FormatException {
        new Pass(new LineReader(in, MAX_LINE_BYTES), scrapedAtMs, sink, notes).run();
    }

    /** One text. */
    private final class Pass {
        private final LineReader lines;
        private final OptionalLong scrapedAtMs;
        private final ReadingSink sink;
        private final Notes notes;
        private final MetricPoint point;
        private byte[] text = {};
        private int at;
        private int end;
        private boolean ended;

        Pass(LineReader lines, OptionalLong scrapedAtMs, ReadingSink sink, Notes notes) {
            this.lines = lines;
            this.scrapedAtMs = scrapedAtMs;
            this.sink = sink;
            this.notes = notes;
            this.point = new MetricPoint(sink);
        }

        void run() throws IOException, FormatException {
            family.reset();
            while (lines.next()) {
                if (ended) {
                    throw new FormatException("line " + lines.number() + ": text after # EOF");
                }
                text = lines.bytes();
                at = lines.from();
                end = lines.to();
                try {
                    line();
                } catch (FormatException e) {
                    notes.refused("line " + lines.number() + ": " + e.getMessage());
                }
            }
            point.end();
            if (syntax.endsWithEof() && !ended) {
                throw new FormatException("line " + lines.number() + ": cut off, # EOF is missing");
            }
        }

        private void line() throws FormatException {
            if (lines.tooLong()) {
                throw new FormatException("longer than " + MAX_LINE_BYTES + " bytes");
            }
            if (!syntax.strict()) {
                end -= end > at && text[end - 1] == '\r' ? 1 : 0;
                blanks();
                if (at == end) {
                    return;
                }
            }
            if (at == end) {
                throw new FormatException("empty");
            }
            if (text[at] == '#') {
                comment();
            } else {
                sample();
            }
        }

        private void comment() throws FormatException {
            if (syntax.endsWithEof() && is("# EOF")) {
                ended = true;
                return;
            }
            if (!syntax.strict()) {
                return;
            }
            String[] words = new String(text, at, end - at, StandardCharsets.UTF_8).split(" ", 4);
            boolean known = words.length > 2
                    && words[0].equals("#")
                    && (words[1].equals("TYPE") || words[1].equals("UNIT") || words[1].equals("HELP"));
            if (!known || words[2].isEmpty() || (words.length < 4 && !words[1].equals("HELP"))) {
                throw new FormatException("expected # TYPE, # UNIT, # HELP or # EOF");
            }
            String name = words[2].startsWith("\"") ? words[2].replace("\"", "") : words[2];
            if (family.describe(words[1], name, words.length < 4 ? "" : words[3])) {
                point.end();
            }
        }

        private void sample() throws FormatException {
            KnownSeries series = series();
            blank();
            int from = token();
            if (syntax.dump() && text[from] == '{') {
                notes.met(Trait.NATIVE_HISTOGRAM);
                return;
            }
            double value = Decimal.parse(text, from, at);
            long timeMs = time();
            if (at < end && text[at] == ' ' && syntax.strict()) {
                exemplar();
            }
            if (at < end) {
                throw expected("nothing more");
            }
            give(series, timeMs, value);
        }

        private void give(KnownSeries series, long timeMs, double value) throws FormatException {
            if (syntax.dump()) {
                boolean stale = Double.isNaN(value);
                if (stale) {
                    notes.met(Trait.LOST_STALE_MARKER);
                }
                sink.accept(series.labels(), timeMs, value, stale, 0);
                return;
            }
            if (syntax.strict()) {
                family.check(series.labels(), value);
                if (family.isCreated(series.labels().metric())) {
                    point.created(series, timeMs, Decimal.secondsToMs(value));
                    return;
                }
                if (family.isCumulative()) {
                    point.add(series, timeMs, value);
                    return;
                }
                point.end();
            }
            sink.accept(series.labels(), timeMs, value, false, 0);
        }

        /** Goes past the series, and looks it up. */
        private KnownSeries series() throws FormatException {
            int from = at;
            int hash = 0;
            while (at < end && text[at] != '{' && text[at] != ' ' && text[at] != '\t') {
                hash = 31 * hash + text[at++];
            }
            int nameEnd = at;
            if (!syntax.strict()) {
                blanks();
            }
            if (at < end && text[at] == '{') {
                boolean quoted = false;
                while (at < end && (quoted || text[at] != '}')) {
                    int c = text[at];
                    quoted ^= c == '"';
                    hash = 31 * hash + c;
                    at++;
                    if (c == '\\' && at < end) {
                        hash = 31 * hash + text[at++];
                    }
                }
                at = Math.min(end, at + 1);
            } else {
                at = nameEnd;
            }
            KnownSeries series = cache.get(text, from, at, hash);
            if (series == null) {
                series = new KnownSeries(parser.parse(text, from, at));
                cache.put(text, from, at, hash, series);
            }
            return series;
        }

        private long time() throws FormatException {
            if (at < end && !syntax.strict()) {
                blanks();
            } else if (at + 1 < end && text[at] == ' ' && text[at + 1] != '#') {
                at++;
            }
            if (at == end || text[at] == ' ') {
                return scrapedAtMs.orElseThrow(() -> new FormatException("no time"));
            }
            int from = token();
            long timeMs = syntax.seconds() ? Decimal.parseSeconds(text, from, at) : Decimal.parseWhole(text, from, at);
            if (!syntax.strict()) {
                blanks();
            }
            return timeMs;
        }

        /** Goes past {@code # {labels} value time}. */
        private void exemplar() throws FormatException {
            int from = at;
            if (end - at < 4 || text[at + 1] != '#' || text[at + 2] != ' ' || text[at + 3] != '{') {
                return;
            }
            int close = at + 4;
            boolean quoted = false;
            while (close < end && (quoted || text[close] != '}')) {
                quoted ^= text[close] == '"';
                close += text[close] == '\\' ? 2 : 1;
            }
            at = close + 1;
            if (at >= end || text[at] != ' ') {
                at = from;
                return;
            }
            at++;
            int value = token();
            Decimal.parse(text, value, at);
            if (at < end) {
                blank();
                int time = token();
                Decimal.parseSeconds(text, time, at);
            }
        }

        /** Goes past a word, and says where it begins. */
        private int token() throws FormatException {
            int from = at;
            while (at < end && text[at] != ' ' && text[at] != '\t') {
                at++;
            }
            if (at == from) {
                throw expected("a value");
            }
            return from;
        }

        private void blank() throws FormatException {
            int from = at;
            if (syntax.strict()) {
                at += at < end && text[at] == ' ' ? 1 : 0;
            } else {
                blanks();
            }
            if (at == from) {
                throw expected("a space");
            }
        }

        private void blanks() {
            while (at < end && (text[at] == ' ' || text[at] == '\t')) {
                at++;
            }
        }

        private FormatException expected(String what) {
            String found = at < end ? "at " + Excerpt.of(text, at, end) : "at its end";
            return new FormatException("expected " + what + ' ' + found);
        }

        private boolean is(String word) {
            if (end - at != word.length()) {
                return false;
            }
            for (int i = 0; i < word.length(); i++) {
                if (text[at + i] != word.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
