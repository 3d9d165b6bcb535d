package io.upsurge.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which series are meant, in the selector syntax of PromQL: {@code metric{label="value",other!="x",a=~"re.*",b!~"re"}}.
 * Regular expressions match the whole value; a missing label has the empty value.
 */
public final class SeriesSelector {
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final String text;
    private final String metric;
    private final List<Matcher> matchers;

    private record Matcher(String label, boolean wanted, String value, Pattern regex) {
        boolean matches(SeriesId series) {
            String actual = series.label(label);
            boolean hit =
                    regex == null ? actual.equals(value) : regex.matcher(actual).matches();
            return hit == wanted;
        }
    }

    private SeriesSelector(String text, String metric, List<Matcher> matchers) {
        this.text = text;
        this.metric = metric;
        this.matchers = List.copyOf(matchers);
    }

    /**
     * Reads a selector.
     *
     * @param text the selector; the metric name is required
     * @return the selector
     * @throws IllegalArgumentException if it cannot be read; the message says where and what was expected
     */
    public static SeriesSelector parse(String text) {
        return new Parser(text).parse();
    }

    /** Name of the metric. */
    public String metric() {
        return metric;
    }

    /** Labels that its matchers name, in their order; a label may come twice. */
    public List<String> labels() {
        return matchers.stream().map(Matcher::label).toList();
    }

    /** Whether the series is meant. */
    public boolean matches(SeriesId series) {
        if (!metric.equals(series.metric())) {
            return false;
        }
        for (Matcher matcher : matchers) {
            if (!matcher.matches(series)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesSelector that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text it was read from. */
    @Override
    public String toString() {
        return text;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        SeriesSelector parse() {
            skipSpace();
            String metric = take(METRIC, "a metric name");
            List<Matcher> matchers = new ArrayList<>();
            skipSpace();
            if (at < text.length()) {
                expect('{');
                skipSpace();
                while (!peek('}')) {
                    matchers.add(matcher());
                    skipSpace();
                    if (!peek('}')) {
                        expect(',');
                        skipSpace();
                    }
                }
                expect('}');
                skipSpace();
                if (at < text.length()) {
                    throw wrong("nothing more");
                }
            }
            return new SeriesSelector(text.strip(), metric, matchers);
        }

        private Matcher matcher() {
            String label = take(LABEL, "a label name");
            skipSpace();
            String operator = operator();
            skipSpace();
            int valueAt = at;
            String value = quoted();
            boolean wanted = operator.charAt(0) == '=';
            if (!operator.endsWith("~")) {
                return new Matcher(label, wanted, value, null);
            }
            try {
                return new Matcher(label, wanted, value, Pattern.compile(value, Pattern.DOTALL));
            } catch (PatternSyntaxException e) {
                at = valueAt;
                throw wrong("a regular expression (" + e.getDescription() + ")");
            }
        }

        private String operator() {
            for (String operator : List.of("=~", "!~", "!=", "=")) {
                if (text.startsWith(operator, at)) {
                    at += operator.length();
                    return operator;
                }
            }
            throw wrong("one of =, !=, =~, !~");
        }

        private String quoted() {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                    c = c == 'n' ? '\n' : c;
                }
                value.append(c);
            }
            expect('"');
            return value.toString();
        }

        private String take(Pattern pattern, String what) {
            var matcher = pattern.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                throw wrong(what);
            }
            at = matcher.end();
            return matcher.group();
        }

        private boolean peek(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private void expect(char c) {
            if (!peek(c)) {
                throw wrong("'" + c + "'");
            }
            at++;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException wrong(String expected) {
            return new IllegalArgumentException(
                    "series selector '" + text + "': expected " + expected + " at position " + (at + 1));
        }
    }
}
