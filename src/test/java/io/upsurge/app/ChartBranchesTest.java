package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the values files below {@code ci} see every branch of every template: each condition is made always true, then always
 * false, each list empty, and some file must show it.
 */
class ChartBranchesTest {
    private static final Pattern CONDITION = Pattern.compile("\\{\\{-? *(if|else if|with|range) ([^\\n]*?) *-?}}");
    /** What is refused, and what is warned of. */
    private static final Map<String, String> TRAPS = Map.of(
            "nobody-to-tell", "{watcher: {enabled: false}, alerts: {enabled: true}}",
            "nothing-to-scrape", "{watcher: {enabled: false}, scraper: {enabled: true}}",
            "page-for-all", "{watcher: {enabled: false}, page: {ingress: {enabled: true, host: a.example.com}}}",
            "not-told",
                    "{watcher: {enabled: false}, config: {alerts: {sinks: [{name: a, type: webhook, url: ['http://a']}]}}}",
            "not-scraped", "{watcher: {enabled: false}, config: {scrape: {timeout: 5s}}}",
            "receiver-for-all", "{watcher: {enabled: false}, receiver: {service: {type: LoadBalancer}}}");

    @TempDir
    private Path dir;

    private final Map<Path, String> asItIs = new LinkedHashMap<>();
    private Path templates;

    @BeforeEach
    void render() throws IOException {
        templates = Chart.copy(dir.resolve("chart")).resolve("templates");
        Files.delete(dir.resolve("chart/values.schema.json"));
        for (String large : List.of("detector", "inputs", "rollout", "streams")) {
            Files.writeString(dir.resolve("chart/files/grafana/upsurge-" + large + ".json"), "{}");
        }
        List<Path> all = new ArrayList<>();
        for (String values : Chart.valuesFiles()) {
            all.add(0, Chart.FOLDER.resolve("ci").resolve(values));
        }
        for (Map.Entry<String, String> trap : TRAPS.entrySet()) {
            all.add(Files.writeString(dir.resolve(trap.getKey()), trap.getValue()));
        }
        all.forEach(values -> asItIs.put(values, rendered(values)));
    }

    private String rendered(Path values) {
        try {
            return Chart.text(dir.resolve("chart"), values, command -> command);
        } catch (RuntimeException e) {
            return "refused";
        }
    }

    @Test
    void shouldBeSeenByTheValuesThatAreTested() throws IOException {
        assertThat(asItIs).allSatisfy((values, text) -> assertThat(text.equals("refused"))
                .as(values.toString())
                .isEqualTo(values.toString().matches(".*/(nobody-to-tell|nothing-to-scrape|page-for-all)")));
        List<String> unseen = new ArrayList<>();
        try (Stream<Path> files = Files.walk(templates)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                for (MatchResult condition : CONDITION.matcher(text).results().toList()) {
                    for (String other : others(condition)) {
                        String changed =
                                text.substring(0, condition.start(2)) + other + text.substring(condition.end(2));
                        Files.writeString(file, changed);
                        if (asItIs.entrySet().stream()
                                .allMatch(it -> rendered(it.getKey()).equals(it.getValue()))) {
                            unseen.add(templates.relativize(file) + ": " + condition.group() + " as " + other);
                        }
                    }
                }
                Files.writeString(file, text);
            }
        }
        assertThat(unseen).isEmpty();
    }

    private static List<String> others(MatchResult condition) {
        String what = condition.group(2);
        return switch (condition.group(1)) {
            case "range" -> List.of(what.contains(":=") ? what.substring(0, what.indexOf(":=") + 2) + " list" : "list");
            case "with" ->
                List.of(what.contains(":=") ? what.substring(0, what.indexOf(":=") + 2) + " false" : "false");
            default -> List.of("true", "false");
        };
    }
}
