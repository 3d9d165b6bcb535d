package io.upsurge.app.bench.chaos;

import io.upsurge.app.explain.FieldDifferences;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What stands in a topic beside what must stand there, bit for bit.
 *
 * @param expected records that must be there
 * @param found records that are there
 * @param lost records that must be there and are not
 * @param doubled records that are there more than once, counted without the first
 * @param different records that are there with other bytes
 * @param unexpected records that must not be there
 * @param disordered keys whose records are all there, but in another order
 * @param lines the first of these in words
 */
record Comparison(
        int expected,
        int found,
        int lost,
        int doubled,
        int different,
        int unexpected,
        int disordered,
        List<String> lines) {
    private static final int MOST_LINES = 10;
    private static final int MOST_CHARACTERS = 400;

    /** Copies the lines. */
    Comparison {
        lines = List.copyOf(lines);
    }

    /**
     * A record.
     *
     * @param key within a key the order counts
     * @param identity tells it from other records of its key, such as a sequence number
     * @param value what it says
     * @param bytes the same as it is encoded
     */
    record Entry(String key, String identity, Object value, ByteBuffer bytes) {}

    /** Whether nothing is lost, doubled, different, too many or in another order. */
    boolean same() {
        return lost + doubled + different + unexpected + disordered == 0;
    }

    /** Compares. */
    static Comparison of(List<Entry> expected, List<Entry> found) {
        Map<String, Map<String, Entry>> must = new TreeMap<>();
        expected.forEach(entry ->
                must.computeIfAbsent(entry.key(), k -> new LinkedHashMap<>()).put(entry.identity(), entry));
        Map<String, List<Entry>> is = new HashMap<>();
        found.forEach(
                entry -> is.computeIfAbsent(entry.key(), k -> new ArrayList<>()).add(entry));
        Tally tally = new Tally();
        TreeSet<String> keys = new TreeSet<>(must.keySet());
        keys.addAll(is.keySet());
        keys.forEach(key -> tally.compare(key, must.getOrDefault(key, Map.of()), is.getOrDefault(key, List.of())));
        return new Comparison(
                expected.size(),
                found.size(),
                tally.lost,
                tally.doubled,
                tally.different,
                tally.unexpected,
                tally.disordered,
                tally.lines);
    }

    private static final class Tally {
        private final List<String> lines = new ArrayList<>();
        private int lost;
        private int doubled;
        private int different;
        private int unexpected;
        private int disordered;

        void compare(String key, Map<String, Entry> must, List<Entry> is) {
            Map<String, Entry> seen = new LinkedHashMap<>();
            for (Entry entry : is) {
                if (seen.putIfAbsent(entry.identity(), entry) != null) {
                    doubled++;
                    say(key, entry.identity(), "is there again");
                } else if (!must.containsKey(entry.identity())) {
                    unexpected++;
                    say(key, entry.identity(), "must not be there");
                } else if (!must.get(entry.identity()).bytes().equals(entry.bytes())) {
                    different++;
                    Object right = must.get(entry.identity()).value();
                    say(
                            key,
                            entry.identity(),
                            "is another: " + String.join("; ", FieldDifferences.between("", entry.value(), right)));
                }
            }
            List<String> order =
                    seen.keySet().stream().filter(must::containsKey).toList();
            List<String> right =
                    must.keySet().stream().filter(seen::containsKey).toList();
            if (!order.equals(right)) {
                disordered++;
                say(key, String.join(", ", order), "is out of order");
            }
            must.keySet().stream()
                    .filter(identity -> !seen.containsKey(identity))
                    .forEach(identity -> {
                        lost++;
                        say(key, identity, "is missing");
                    });
        }

        private void say(String key, String identity, String what) {
            if (lines.size() < MOST_LINES) {
                String line = key + ", " + identity + ": " + what;
                lines.add(line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...");
            }
        }
    }
}
