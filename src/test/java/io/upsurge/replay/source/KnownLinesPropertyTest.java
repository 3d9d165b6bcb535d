package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.replay.Item;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A line that is recognised says what the parser says, whatever was read before. */
class KnownLinesPropertyTest {
    private final RecordLine reader = new RecordLine(new Interned());
    private final RecordLine parser = new RecordLine(new Interned());

    @Property
    void shouldAgreeWithTheParserOnAnyLine(@ForAll("lines") List<String> lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);

            Object expected = outcome(parser::parse, bytes);
            assertThat(outcome(reader::read, bytes)).as(line).isEqualTo(expected);
            assertThat(outcome(reader::read, bytes)).as("again: " + line).isEqualTo(expected);
        }
    }

    @Property(tries = 5_000)
    void shouldAgreeWithTheParserOnDamagedLines(
            @ForAll("lines") List<String> lines, @ForAll("places") List<Integer> places, @ForAll("bits") String bits) {
        for (String line : lines) {
            outcome(reader::read, line.getBytes(StandardCharsets.UTF_8));
            String damaged = line;
            for (int place : places) {
                int at = place % (damaged.length() + 1);
                int to = Math.min(damaged.length(), at + place % 3);
                damaged = damaged.substring(0, at) + bits + damaged.substring(to);
            }
            byte[] bytes = damaged.getBytes(StandardCharsets.UTF_8);

            assertThat(outcome(reader::read, bytes)).as(damaged).isEqualTo(outcome(parser::parse, bytes));
        }
    }

    private interface Read {
        Item from(byte[] bytes, int from, int to);
    }

    private static Object outcome(Read read, byte[] bytes) {
        try {
            return read.from(bytes, 0, bytes.length);
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Lines of few nodes and series, so that most are like one before; some are odd, some are wrong. */
    @Provide
    Arbitrary<List<String>> lines() {
        return Combinators.combine(times(), seldom("1700000000000", "0", "", "null", "-5", "007", "1e3"), points())
                .as((time, start, points) -> line(time, start, points))
                .list()
                .ofMaxSize(8);
    }

    private static String line(List<String> head, String start, List<String> points) {
        String startTime = start.isEmpty() ? "" : ",\"startTime\":" + start;
        return "{\"kind\":\"" + head.get(0) + "\",\"cluster\":\"c\",\"node\":\"" + head.get(1) + "\",\"timestamp\":"
                + head.get(2) + ",\"namespace\":\"a\",\"daemonset\":\"b\",\"container\":\"c\"" + head.get(3) + startTime
                + ",\"series\":[" + String.join(",", points) + "]}" + head.get(4);
    }

    private static Arbitrary<List<String>> times() {
        return Combinators.combine(
                        seldom("SCRAPE", "HEARTBEAT", "scrape"),
                        seldom("n", "m", "n\\\"timestamp\\\":1", "\\\"series\\\":[", "a/b", "\u20ac"),
                        Arbitraries.frequencyOf(
                                Tuple.of(
                                        8,
                                        Arbitraries.longs().between(0, 1L << 60).map(String::valueOf)),
                                Tuple.of(1, Arbitraries.of("01", "-1", "1.0", "9223372036854775808", "null", " 5"))),
                        seldom("", ",\"podUid\":\"u\"", ",\"podUid\":null", ",\"timestamp\":1", ",\"x\":1"),
                        seldom("", " ", "\r", "}", "x"))
                .as(List::of);
    }

    private static Arbitrary<List<String>> points() {
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.doubles().map(String::valueOf)),
                Tuple.of(6, Arbitraries.longs().map(String::valueOf)),
                Tuple.of(4, Arbitraries.integers().between(0, 99_999).map(n -> n + ".0")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "-0",
                                "-0.0",
                                "1E400",
                                "1e-400",
                                "123456789012345678901234567890",
                                "0.30000000000000004",
                                "9007199254740993",
                                "\"NaN\"",
                                "\"Infinity\"",
                                "01",
                                "1.",
                                ".5",
                                "+1",
                                "1e",
                                "null",
                                "true",
                                "1 ",
                                " 1",
                                "NaN")));
        Arbitrary<String> names = seldom(
                "\"metric\":\"m\"",
                "\"metric\":\"m\",\"labels\":{\"a\":\"b\",\"c\":\"d\"}",
                "\"metric\":\"m\",\"labels\":{\"value\":\"x\"}",
                "\"metric\":\"m\",\"labels\":{\"a\":\"\\\"value\\\":1\",\"\\\\\":\"\u20ac\"}",
                "\"labels\":{\"a\":\"b\"},\"metric\":\"m\"",
                "\"metric\":\"m\",\"labels\":null",
                "\"metric\":\"m\",\"stale\":true",
                "\"metric\":\"m\",\"stale\":false",
                "\"metric\":\"m\",\"value\":7",
                "\"metric\":\"m\",\"labels\":{\"value\":1}",
                "\"metric\":\"m\",\"labels\":{\"a\":\"b\",\"a\":\"c\"}",
                "\"metric\": \"m\"");
        Arbitrary<String> ends = seldom("", ",\"stale\":true", ",\"stale\":false", ",\"value\":2", ",\"x\":1", " ");
        return Combinators.combine(names, values, ends)
                .as((name, value, end) -> "{" + name + ",\"value\":" + value + end + "}")
                .list()
                .ofMaxSize(6);
    }

    /** Mostly the first. */
    private static Arbitrary<String> seldom(String usual, String... odd) {
        return Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(odd)));
    }

    @Provide
    Arbitrary<List<Integer>> places() {
        return Arbitraries.integers().between(0, 1_000).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> bits() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "", "\"", "\\", "\"value\":", "\"series\":[", "\"timestamp\":", "{", "}", "]", ",", "\u0001"),
                Arbitraries.strings().ofMaxLength(2));
    }
}
