package io.upsurge.app.config;

import io.upsurge.model.SeriesSelector;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key may hold and how its text is read.
 *
 * @param <T> the Java type of the value
 */
sealed interface ValueType<T> {

    /**
     * Reads the text of a value.
     *
     * @throws IllegalArgumentException if it is not allowed; the message says why, without repeating the value
     */
    T parse(String text);

    /** What is allowed, in a few words. */
    String allowed();

    /**
     * A span of time, read as milliseconds.
     *
     * @param minMs shortest, milliseconds
     * @param maxMs longest, milliseconds
     */
    record DurationValue(long minMs, long maxMs) implements ValueType<Long> {
        static final String SYNTAX = "[0-9]{1,9}(ms|s|m|h|d)";
        private static final Pattern PATTERN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
        private static final List<Unit> UNITS = List.of(
                new Unit("d", 86_400_000), new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1_000));

        private record Unit(String name, long ms) {}

        /** Reads a duration in the same syntax, for the bounds of another. */
        static DurationValue between(String min, String max) {
            DurationValue any = new DurationValue(0, Long.MAX_VALUE);
            return new DurationValue(any.parse(min), any.parse(max));
        }

        /** The shortest text of a duration: {@code 90000} is {@code 90s}. */
        static String text(long ms) {
            for (Unit unit : UNITS) {
                if (ms != 0 && ms % unit.ms == 0) {
                    return ms / unit.ms + unit.name;
                }
            }
            return ms == 0 ? "0s" : ms + "ms";
        }

        @Override
        public Long parse(String text) {
            Matcher matcher = PATTERN.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a duration");
            }
            long unit = UNITS.stream()
                    .filter(u -> u.name.equals(matcher.group(2)))
                    .mapToLong(Unit::ms)
                    .findFirst()
                    .orElse(1);
            long ms = Long.parseLong(matcher.group(1)) * unit;
            if (ms < minMs || ms > maxMs) {
                throw new IllegalArgumentException("out of range");
            }
            return ms;
        }

        @Override
        public String allowed() {
            return "a duration such as 500ms, 30s, 5m, 24h, 7d; " + text(minMs) + " to " + text(maxMs);
        }
    }

    /**
     * A whole number.
     *
     * @param min smallest
     * @param max largest
     */
    record WholeValue(int min, int max) implements ValueType<Integer> {
        @Override
        public Integer parse(String text) {
            int number;
            try {
                number = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a whole number", e);
            }
            if (number < min || number > max) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        }

        @Override
        public String allowed() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /**
     * A decimal number.
     *
     * @param min its lower bound
     * @param boundAllowed whether the bound itself is allowed
     */
    record DecimalValue(double min, boolean boundAllowed) implements ValueType<Double> {
        private static final Pattern PATTERN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

        @Override
        public Double parse(String text) {
            if (!PATTERN.matcher(text).matches()) {
                throw new IllegalArgumentException("not a number");
            }
            double number = Double.parseDouble(text);
            if (Double.isInfinite(number) || number < min || (number == min && !boundAllowed)) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        }

        @Override
        public String allowed() {
            String bound = min == Math.rint(min) ? Long.toString((long) min) : Double.toString(min);
            return "a number " + (boundAllowed ? "of at least " : "greater than ") + bound;
        }
    }

    /** {@code true} or {@code false}; the other words of YAML 1.1 are refused. */
    record TruthValue() implements ValueType<Boolean> {
        @Override
        public Boolean parse(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }

        @Override
        public String allowed() {
            return "true or false";
        }
    }

    /**
     * One of a few words.
     *
     * @param words the words, at least one
     */
    record ChoiceValue(List<String> words) implements ValueType<String> {
        @Override
        public String parse(String text) {
            if (!words.contains(text)) {
                throw new IllegalArgumentException("not one of the known words");
            }
            return text;
        }

        @Override
        public String allowed() {
            return words.size() == 1 ? "only " + words.get(0) : "one of " + String.join(", ", words);
        }
    }

    /**
     * Text of a certain form.
     *
     * @param form regular expression for the whole text, in the part of the syntax that Java and JSON Schema share
     * @param allowed the form in words
     */
    record TextValue(String form, String allowed) implements ValueType<String> {
        /** Any text but the empty one. */
        static final TextValue ANY = new TextValue("[\\s\\S]*\\S[\\s\\S]*", "text, not empty");

        @Override
        public String parse(String text) {
            if (!Pattern.matches(form, text)) {
                throw new IllegalArgumentException(text.isBlank() ? "no value" : "not of the required form");
            }
            return text;
        }
    }

    /** Names of labels, told apart by commas where there is no list. */
    record LabelsValue() implements ValueType<List<String>> {
        static final String FORM = "[a-zA-Z_][a-zA-Z0-9_]*";

        @Override
        public List<String> parse(String text) {
            if (text.isBlank()) {
                return List.of();
            }
            List<String> labels =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            for (String label : labels) {
                if (!label.matches(FORM)) {
                    throw new IllegalArgumentException("'" + label + "' is not a label name");
                }
            }
            if (new HashSet<>(labels).size() < labels.size()) {
                throw new IllegalArgumentException("a label is named twice");
            }
            return labels;
        }

        @Override
        public String allowed() {
            return "a list of different label names (letters, digits and _, no digit first); may be empty";
        }
    }

    /**
     * Texts of a certain form without commas, by which they are told apart where there is no list.
     *
     * @param form regular expression for each text, in the part of the syntax that Java and JSON Schema share
     * @param allowed the list in words
     */
    record NamesValue(String form, String allowed) implements ValueType<List<String>> {
        @Override
        public List<String> parse(String text) {
            if (text.isBlank()) {
                return List.of();
            }
            List<String> names =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            for (int i = 0; i < names.size(); i++) {
                if (!Pattern.matches(form, names.get(i))) {
                    throw new IllegalArgumentException("number " + (i + 1) + " is not of the required form");
                }
            }
            return names;
        }
    }

    /** A selector of series. */
    record SelectorValue() implements ValueType<SeriesSelector> {
        @Override
        public SeriesSelector parse(String text) {
            return SeriesSelector.parse(text);
        }

        @Override
        public String allowed() {
            return "a metric name with label matchers =, !=, =~, !~ in braces, such as requests_total{api=\"List\"}";
        }
    }
}
