package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.upsurge.app.config.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages about inputs tell people to paste is what the other side takes. */
class InputDocsTest {
    private static final Path PAGES = Path.of("docs/inputs");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Pattern FENCED = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path dir;

    private static List<String> blocks(String page) throws IOException {
        return FENCED.matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void shouldHoldYamlThatCanBeRead() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                all.addAll(blocks(page.getFileName().toString()));
            }
        }
        assertThat(all).hasSizeGreaterThan(5);
        for (String block : all) {
            assertThat(YAML.readTree(block).isMissingNode()).as(block).isFalse();
        }
    }

    @Test
    void shouldHoldInputsThatUpsurgeTakes() throws IOException {
        String shipped = Files.readString(Path.of("config/upsurge.yaml"));
        List<String> inputs = Stream.of(
                        "opentelemetry-collector.md", "prometheus-kafka-adapter.md", "rollouts-without-a-watcher.md")
                .flatMap(page -> {
                    try {
                        return blocks(page).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .filter(block -> block.startsWith("inputs:"))
                .toList();
        assertThat(inputs).hasSize(3);
        for (String block : inputs) {
            assertThat(new ConfigLoader(Map.of())
                            .parse("page", shipped + '\n' + block, List.of())
                            .config()
                            .inputs())
                    .hasSize(1);
        }
    }

    @Test
    void shouldHoldAConfigurationThatPrometheusTakes() throws Exception {
        for (String block : blocks("prometheus-remote-write.md")) {
            checkByPromtool(block);
        }
    }

    @Test
    void shouldHoldScrapesThatTheCollectorTakes() throws Exception {
        JsonNode collector = YAML.readTree(blocks("opentelemetry-collector.md").get(0));
        assertThat(collector.at("/exporters/kafka/metrics/encoding").asText()).isEqualTo("otlp_proto");
        List<String> named = new ArrayList<>();
        collector.at("/service/pipelines/metrics").forEach(list -> list.forEach(name -> named.add(name.asText())));
        assertThat(named).containsExactly("prometheus", "kafka");
        assertThat(collector.at("/receivers").has("prometheus")).isTrue();

        // The promtool of the distribution is built without Kubernetes.
        JsonNode config = collector.at("/receivers/prometheus/config");
        config.get("scrape_configs").forEach(job -> assertThat(
                        ((ObjectNode) job).remove("kubernetes_sd_configs").findValuesAsText("role"))
                .containsOnly("pod"));
        String scrapes = YAML.writeValueAsString(config);
        checkByPromtool(scrapes.replace("$$", "$"));
    }

    private void checkByPromtool(String config) throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "promtool of the distribution is not there");
        Path file = Files.writeString(dir.resolve("prometheus.yml"), config);
        Path said = dir.resolve("said");
        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "config", "--syntax-only", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(promtool.waitFor()).as(Files.readString(said)).isZero();
    }

    @Test
    void shouldGrantTheWatcherNothingButReadingAndItsLease() throws IOException {
        List<PolicyRule> rules = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        for (JsonNode document : YAML.readerFor(ObjectNode.class)
                .<JsonNode>readValues(Files.readString(Path.of("config/kubernetes/watcher-rbac.yaml")))
                .readAll()) {
            HasMetadata object = new KubernetesSerialization().unmarshal(document.toString());
            kinds.add(object.getKind());
            assertThat(object.getMetadata().getName()).isNotBlank();
            if (object instanceof Role role) {
                rules.addAll(role.getRules());
            } else if (object instanceof ClusterRole role) {
                rules.addAll(role.getRules());
            }
        }
        assertThat(kinds).contains("ServiceAccount").anyMatch(kind -> kind.endsWith("RoleBinding"));
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            if (rule.getResources().contains("leases")) {
                assertThat(rule.getVerbs()).isSubsetOf("get", "create", "update", "patch", "list", "watch");
            } else {
                assertThat(rule.getResources()).isSubsetOf("pods", "daemonsets", "controllerrevisions", "nodes");
                assertThat(rule.getVerbs()).isSubsetOf("get", "list", "watch");
            }
        });
    }
}
