package io.upsurge.app.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of metrics in Prometheus' text form.
 *
 * @param families what its comments say, by name
 * @param samples names of its samples
 * @param lines its samples
 */
record Exposition(Collection<Family> families, Set<String> samples, Collection<String> lines) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /**
     * A metric.
     *
     * @param labels names of its labels, over all series
     */
    record Family(String name, String type, String help, Set<String> labels) {}

    static Exposition of(String page) {
        Map<String, String> helps = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        Set<String> samples = new TreeSet<>();
        Collection<String> lines = new ArrayList<>();
        String family = "";
        for (String line : page.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                String[] words = line.split(" ", 4);
                helps.put(words[2], words.length > 3 ? words[3] : "");
            } else if (line.startsWith("# TYPE ")) {
                family = line.split(" ", 4)[2];
                types.put(family, line.split(" ", 4)[3]);
            } else {
                Matcher sample = SAMPLE.matcher(line);
                if (sample.matches()) {
                    lines.add(line);
                    samples.add(sample.group(1));
                    Set<String> names = labels.computeIfAbsent(family, name -> new TreeSet<>());
                    if (sample.group(2) != null) {
                        LABEL.matcher(sample.group(2)).results().forEach(label -> names.add(label.group(1)));
                    }
                }
            }
        }
        Collection<Family> families = types.entrySet().stream()
                .map(type -> new Family(
                        type.getKey(),
                        type.getValue(),
                        helps.getOrDefault(type.getKey(), ""),
                        labels.getOrDefault(type.getKey(), Set.of())))
                .toList();
        return new Exposition(families, samples, lines);
    }

    /** How many series have names that begin like that. */
    long count(String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix)).count();
    }

    /** The metrics of Upsurge and of Kafka's clients as a table for the documentation. */
    String table() {
        return families.stream()
                .filter(family ->
                        family.name().startsWith("upsurge_") || family.name().startsWith("kafka_"))
                .map(family -> "| `" + family.name() + "` | " + family.type() + " | "
                        + family.labels().stream()
                                .map(label -> '`' + label + '`')
                                .collect(Collectors.joining(", "))
                        + " | " + family.help() + " |\n")
                .collect(Collectors.joining(
                        "", "| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n", ""));
    }
}
