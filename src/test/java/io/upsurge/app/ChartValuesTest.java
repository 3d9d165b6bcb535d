package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The values of the chart say what they mean, and its schema knows them all. */
class ChartValuesTest {
    private static final Set<String> OF_KUBERNETES = Set.of("podSecurityContext", "securityContext");

    @Test
    void shouldDescribeEveryValue() throws IOException {
        List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
        List<String> silent = new ArrayList<>();
        String section = "";
        for (int at = 1; at < lines.size(); at++) {
            String line = lines.get(at);
            if (line.matches("[a-zA-Z]+:.*")) {
                section = line.substring(0, line.indexOf(':'));
            }
            boolean value = line.matches(" *[a-zA-Z.-]+: +\\S.*");
            boolean described = lines.get(at - 1).strip().startsWith("#");
            if (value
                    && !described
                    && !OF_KUBERNETES.contains(section)
                    && !line.startsWith("      ")
                    && !line.matches(" *(requests|limits): .*")) {
                silent.add((at + 1) + ": " + line);
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void shouldKnowEveryValueInItsSchema() throws IOException {
        JsonNode values =
                new YAMLMapper().readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        compare(values, schema, "");
    }

    private static void compare(JsonNode values, JsonNode schema, String path) {
        JsonNode properties = schema.path("properties");
        if (!properties.isObject() || path.equals(".config")) {
            return;
        }
        assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
        List<String> known = new ArrayList<>();
        properties.fieldNames().forEachRemaining(known::add);
        known.remove("global");
        List<String> given = new ArrayList<>();
        values.fieldNames().forEachRemaining(given::add);
        assertThat(known).as(path).containsExactlyInAnyOrderElementsOf(given);
        given.forEach(name -> compare(values.path(name), properties.path(name), path + '.' + name));
    }

    @Test
    void shouldWatchWhatTheShippedConfigurationWatches() throws IOException {
        JsonNode chart =
                new YAMLMapper().readTree(Chart.FOLDER.resolve("values.yaml").toFile());
        JsonNode shipped =
                new YAMLMapper().readTree(Path.of("config/upsurge.yaml").toFile());
        for (JsonNode signal : chart.at("/config/signals")) {
            assertThat(shipped.path("signals"))
                    .filteredOn(other -> other.path("id").equals(signal.path("id")))
                    .hasSize(1)
                    .allSatisfy(other -> {
                        assertThat(signal.path("series")).isEqualTo(other.path("series"));
                        assertThat(signal.path("group-by")).isEqualTo(other.path("group-by"));
                    });
        }
    }

    @Test
    void shouldNameSectionsOfTheConfigurationAlone() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
        JsonNode product = new ObjectMapper()
                .readTree(Path.of("config/upsurge.schema.json").toFile());
        List<String> sections = new ArrayList<>();
        product.path("properties").fieldNames().forEachRemaining(sections::add);
        assertThat(schema.at("/properties/config/properties").fieldNames())
                .toIterable()
                .containsAll(sections);
    }
}
