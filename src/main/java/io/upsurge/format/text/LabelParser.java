package io.upsurge.format.text;

import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.SeriesLabels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code name{label="value",...}}, also {@code {"name","label"="value"}} as names beyond ASCII are written. */
final class LabelParser {
    private static final int MAX_LABELS = 128;

    private final TextSyntax syntax;
    private byte[] text;
    private int at;
    private int end;

    LabelParser(TextSyntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Reads a series.
     *
     * @throws FormatException if it is none; the message says what was expected
     */
    SeriesLabels parse(byte[] bytes, int from, int to) throws FormatException {
        text = bytes;
        at = from;
        end = to;
        Map<String, String> labels = new TreeMap<>();
        if (at < end && text[at] != '{') {
            put(labels, SeriesLabels.NAME, name(true));
            blanks(false);
        }
        if (at < end) {
            expect('{');
            blanks(false);
            while (!peek('}')) {
                label(labels);
                blanks(false);
                if (!peek('}')) {
                    comma();
                }
            }
            at++;
        }
        if (at < end) {
            throw wrong("nothing more");
        }
        if (labels.getOrDefault(SeriesLabels.NAME, "").isEmpty()) {
            throw new FormatException("no metric name");
        }
        return SeriesLabels.of(labels);
    }

    private void label(Map<String, String> labels) throws FormatException {
        boolean quoted = peek('"');
        String name = quoted ? quoted() : name(false);
        blanks(false);
        if (quoted && !peek('=')) {
            put(labels, SeriesLabels.NAME, name);
            return;
        }
        expect('=');
        blanks(false);
        if (name.isEmpty()) {
            throw new FormatException("a label without name");
        }
        if (name.equals(SeriesLabels.NAME) && syntax.strict()) {
            throw new FormatException("the name __name__ is not for labels");
        }
        put(labels, name, quoted());
        if (labels.size() > MAX_LABELS) {
            throw new FormatException("more than " + MAX_LABELS + " labels");
        }
    }

    private static void put(Map<String, String> labels, String name, String value) throws FormatException {
        if (labels.putIfAbsent(name, value) != null) {
            throw new FormatException(
                    name.equals(SeriesLabels.NAME) ? "two metric names" : "the label " + Excerpt.of(name) + " twice");
        }
    }

    private void comma() throws FormatException {
        expect(',');
        blanks(syntax.dump());
        if (syntax.strict() && peek('}')) {
            throw wrong("a label");
        }
    }

    private String name(boolean metric) throws FormatException {
        int from = at;
        while (at < end && isName(text[at], metric, at == from)) {
            at++;
        }
        if (at == from) {
            throw wrong(metric ? "a metric name" : "a label name");
        }
        return new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether a byte may stand in a name that is not quoted. */
    static boolean isName(int c, boolean metric, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c == ':' && metric)
                || (c >= '0' && c <= '9' && !first);
    }

    private String quoted() throws FormatException {
        expect('"');
        int from = at;
        boolean escaped = false;
        boolean ascii = true;
        while (at < end && text[at] != '"') {
            if (text[at] == '\\') {
                escaped = true;
                at++;
            }
            ascii &= at < end && text[at] >= 0;
            at++;
        }
        if (at >= end) {
            at = end;
            throw wrong("'\"'");
        }
        int to = at++;
        if (!escaped && ascii) {
            return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        }
        byte[] plain = new byte[to - from];
        int length = Escapes.undo(text, from, to, syntax.dump(), plain);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("not UTF-8: " + Excerpt.of(text, from, to), e);
        }
    }

    private void blanks(boolean allowed) {
        while ((allowed || !syntax.strict()) && at < end && (text[at] == ' ' || text[at] == '\t')) {
            at++;
        }
    }

    private boolean peek(char c) {
        return at < end && text[at] == c;
    }

    private void expect(char c) throws FormatException {
        if (!peek(c)) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private FormatException wrong(String expected) {
        String found = at < end ? "at " + Excerpt.of(text, at, end) : "at its end";
        return new FormatException("expected " + expected + ' ' + found);
    }
}
