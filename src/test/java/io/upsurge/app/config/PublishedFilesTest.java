package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.place.PlacementSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema and the documentation say what the code does. After a change of the known keys, {@code mvn test
 * -Dtest=PublishedFilesTest -Dupsurge.update=true} rewrites both, and what the chart has of the schema.
 */
class PublishedFilesTest {
    private static final Path SCHEMA = Path.of("config/upsurge.schema.json");
    private static final Path CHART_SCHEMA = Path.of("helm/upsurge/values.schema.json");
    private static final Path SHIPPED = Path.of("config/upsurge.yaml");
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final String BEGIN = "<!-- keys: written by PublishedFilesTest -->\n";
    private static final String END = "<!-- end of keys -->\n";
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Pattern SECRET_FILE = Pattern.compile("\\$\\{file:/run/secrets/upsurge/([^}]+)}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean UPDATE = Boolean.getBoolean("upsurge.update");

    static Stream<Path> shippedFiles() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("config/examples"))) {
            return Stream.concat(Stream.of(SHIPPED), examples.sorted()).toList().stream();
        }
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(SCHEMA));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }

    @Test
    void shouldPublishASchemaOfExactlyTheKnownKeys() throws IOException {
        if (UPDATE) {
            Files.writeString(SCHEMA, SchemaText.ofKnownKeys());
        }
        assertThat(Files.readString(SCHEMA)).isEqualTo(SchemaText.ofKnownKeys());
    }

    @Test
    void shouldHaveTheSameSchemaInTheChart() throws IOException {
        ObjectNode chart = (ObjectNode) JSON.readTree(CHART_SCHEMA.toFile());
        ObjectNode config = (ObjectNode) JSON.readTree(SchemaText.ofKnownKeys());
        config.remove(List.of("$schema", "title"));
        withoutWords(config);
        config.withArray("required").add("kafka").add("registry");
        ((ObjectNode) config.at("/properties/kafka")).putArray("required").add("bootstrap.servers");
        ((ObjectNode) config.at("/properties/registry")).putArray("required").add("url");
        ObjectNode properties = (ObjectNode) chart.path("properties");
        config.set("description", properties.path("config").path("description"));
        if (UPDATE) {
            properties.set("config", config);
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(chart);
            Files.writeString(CHART_SCHEMA, text + "\n");
        }
        assertThat(properties.path("config")).isEqualTo(config);
    }

    /** Takes descriptions away, and defaults, which are no part of what is accepted. */
    private static void withoutWords(JsonNode schema) {
        schema.path("properties").forEach(PublishedFilesTest::withoutWords);
        if (schema.has("items")) {
            withoutWords(schema.path("items"));
        }
        ((ObjectNode) schema).remove(List.of("description", "default"));
    }

    @Test
    void shouldListExactlyTheKnownKeysInTheDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (UPDATE) {
            Files.writeString(PAGE, page.substring(0, begin) + KeyTable.markdown() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(KeyTable.markdown());
        }
    }

    @ParameterizedTest
    @MethodSource("shippedFiles")
    void shouldShipFilesThatLoadAndThatEditorsAccept(Path file, @TempDir Path secrets) throws IOException {
        String text = Files.readString(file);

        Path checked = Files.writeString(secrets.resolve("upsurge.yaml"), withSecretsIn(secrets, text));
        assertThat(new ConfigLoader(Map.of()).load(checked, List.of()).config().signals())
                .isNotEmpty();
        assertThat(schema().validate(yaml(text))).isEmpty();
        Path named = Path.of(text.lines().findFirst().orElseThrow().replace("# yaml-language-server: $schema=", ""));
        assertThat(file.resolveSibling(named).normalize()).isEqualTo(SCHEMA);
    }

    /** The text with the files that it refers to in another folder, where they are. */
    private static String withSecretsIn(Path folder, String text) throws IOException {
        Matcher references = SECRET_FILE.matcher(text);
        while (references.find()) {
            Path secret = folder.resolve(references.group(1));
            Files.createDirectories(secret.getParent());
            Files.writeString(secret, "hidden");
        }
        return SECRET_FILE.matcher(text).replaceAll("\\${file:" + folder + "/$1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine: {windw: 60s}",
                "engine: {window: 60}",
                "topics: {partitions: 0}",
                "pipeline: {store: rocks}",
                "kafka: {bootstrap.servers: {a: b}}",
                "unknown: 1",
                "signals: []",
                "signals: [{id: a/b, workload: {namespace: n, daemonset: d, container: c}, series: x}]",
                "signals: [{id: a, workload: {namespace: n, daemonset: d, container: c}, series: x, multiple: 1}]",
                "signals: [{id: a, workload: {namespace: n, daemonset: d, container: c}}]"
            })
    void shouldLetEditorsRefuseWhatTheLoaderRefuses(String change) throws IOException {
        Map<String, Object> file = new YAMLMapper().readValue(ConfigTexts.MINIMAL, MAP);
        file.putAll(new YAMLMapper().readValue(change, MAP));
        String text = new YAMLMapper().writeValueAsString(file);

        assertThat(schema().validate(yaml(ConfigTexts.MINIMAL))).isEmpty();
        assertThat(schema().validate(yaml(text))).isNotEmpty();
        assertThat(ConfigTexts.messages(text)).isNotEmpty();
    }

    @Test
    void shouldShowEveryKeyInTheShippedFileWithItsDefaultAndAComment() throws IOException {
        List<String> lines =
                Files.readAllLines(SHIPPED).stream().map(String::strip).toList();

        assertThat(Stream.concat(
                                Stream.of(Keys.ROOT), Keys.ROOT.lists().stream().map(ItemList::scope))
                        .flatMap(scope -> scope.keys().stream()))
                .allSatisfy(
                        key -> assertThat(commented(lines, key)).as(key.path()).isTrue());
        UpsurgeConfig shipped =
                new ConfigLoader(Map.of()).load(SHIPPED, List.of()).config();
        assertThat(shipped.engine()).isEqualTo(EngineSettings.defaults());
        assertThat(shipped.rule()).isEqualTo(RuleSettings.defaults());
        UpsurgeConfig standard = ConfigTexts.config(ConfigTexts.MINIMAL);
        assertThat(shipped.topics()).isEqualTo(standard.topics());
        assertThat(shipped.pipeline()).isEqualTo(standard.pipeline());
        assertThat(shipped.labels()).isEqualTo(PlacementSettings.defaults());
    }

    /** Whether a line gives the key, or gives it in a comment, and the line before explains it. */
    private static boolean commented(List<String> lines, Key<?> key) {
        String name = key.path().startsWith("kafka.")
                ? key.path().substring("kafka.".length())
                : key.path().substring(key.path().lastIndexOf('.') + 1);
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("^(# *)?(- )?", "");
            boolean shown = line.startsWith(name + ":")
                    && key.fixedDefault()
                            .filter(text -> !text.isEmpty())
                            .map(text -> plain(line).equals(name + ": " + text))
                            .orElse(true);
            if (shown && lines.get(i - 1).startsWith("# ")) {
                return true;
            }
        }
        return false;
    }

    /** Without quotes, and a list as the command line takes it. */
    private static String plain(String line) {
        return line.replaceAll("[\"\\[\\]]", "").replace(", ", ",");
    }
}
