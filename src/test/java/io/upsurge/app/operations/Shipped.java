package io.upsurge.app.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules and dashboards as they are shipped. */
final class Shipped {
    static final Path RULES = Path.of("config/prometheus/upsurge-rules.yml");
    static final Path RULES_TEST = Path.of("config/prometheus/upsurge-rules-test.yml");
    private static final Path GRAFANA = Path.of("config/grafana");
    private static final Pattern METRIC = Pattern.compile("\\b(upsurge|kafka|jvm|process)_[a-z0-9_]+");

    private Shipped() {}

    /** The alerts by name. */
    static Map<String, JsonNode> alerts() throws IOException {
        Map<String, JsonNode> alerts = new LinkedHashMap<>();
        new YAMLMapper().readTree(RULES.toFile()).path("groups").forEach(group -> group.path("rules")
                .forEach(rule -> alerts.put(rule.path("alert").asText(), rule)));
        return alerts;
    }

    /** The dashboards by file name. */
    static Map<String, JsonNode> dashboards() throws IOException {
        Map<String, JsonNode> dashboards = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(GRAFANA)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                dashboards.put(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
            }
        }
        return dashboards;
    }

    /** The PromQL of a dashboard's panels, as Grafana sends it. */
    static List<String> expressions(JsonNode dashboard) {
        List<String> expressions = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> expressions.add(target.path("expr")
                        .asText()
                        .replace("$__rate_interval", "5m")
                        .replaceAll("\\$[a-z]+", ".*"))));
        return expressions;
    }

    /** The metrics that all rules and dashboards name. */
    static Set<String> metrics() throws IOException {
        StringBuilder all = new StringBuilder();
        alerts().values()
                .forEach(alert -> all.append(alert.path("expr").asText()).append('\n'));
        for (JsonNode dashboard : dashboards().values()) {
            expressions(dashboard).forEach(expression -> all.append(expression).append('\n'));
            dashboard.at("/templating/list").forEach(variable -> all.append(
                            variable.at("/query/query").asText())
                    .append('\n'));
        }
        Set<String> metrics = new TreeSet<>();
        METRIC.matcher(all).results().map(MatchResult::group).forEach(metrics::add);
        return metrics;
    }
}
