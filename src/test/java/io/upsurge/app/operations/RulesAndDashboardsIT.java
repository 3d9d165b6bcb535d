package io.upsurge.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus and Grafana are given, judged by promtool. */
class RulesAndDashboardsIT {
    private static final Path RUNBOOKS = Path.of("docs/runbooks/operations.md");

    @TempDir
    Path dir;

    @Test
    void shouldPassTheUnitTestsOfTheRules() throws Exception {
        Promtool.run("check", "rules", Shipped.RULES.toString());
        Promtool.run("test", "rules", Shipped.RULES_TEST.toString());
    }

    @Test
    void shouldTestEveryAlertAndHaveARunbookForIt() throws Exception {
        Set<String> anchors = Files.readAllLines(RUNBOOKS).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> RUNBOOKS + "#" + line.substring(3).strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> tested = new HashSet<>();
        new YAMLMapper()
                .readTree(Shipped.RULES_TEST.toFile())
                .path("tests")
                .forEach(test -> tested.add(test.path("name").asText()));

        assertThat(Shipped.alerts()).allSatisfy((name, alert) -> {
            assertThat(anchors).contains(alert.at("/annotations/runbook_url").asText());
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(tested).contains(name);
        });
    }

    @Test
    void shouldWriteEveryExpressionOfADashboardInPromql() throws Exception {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (JsonNode dashboard : Shipped.dashboards().values()) {
            for (String expression : Shipped.expressions(dashboard)) {
                rules.add(Map.of("record", "of_dashboard:" + rules.size(), "expr", expression));
            }
        }
        Path file = dir.resolve("dashboards.yml");
        new YAMLMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboards", "rules", rules))));
        Promtool.run("check", "rules", file.toString());
    }

    @Test
    void shouldGiveEveryDashboardWhatProvisioningNeeds() throws Exception {
        Map<String, JsonNode> dashboards = Shipped.dashboards();
        assertThat(dashboards.keySet())
                .containsExactly(
                        "upsurge-alerts.json",
                        "upsurge-detector.json",
                        "upsurge-inputs.json",
                        "upsurge-rollout.json",
                        "upsurge-streams.json");
        assertThat(dashboards).allSatisfy((file, dashboard) -> {
            assertThat(dashboard.path("uid").asText() + ".json").isEqualTo(file);
            assertThat(dashboard.has("id")).isFalse();
            assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
            Set<Integer> ids = new HashSet<>();
            assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(panel.path("description").asText()).isNotBlank();
            });
        });
    }
}
