package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values of the chart say what they mean, and its schema knows them all. */
class ChartValuesTest {
    private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What Kubernetes or a Kafka client knows the keys of. */
    private static final Set<String> FREE = Set.of(
            "annotations",
            "labels",
            "commonLabels",
            "podLabels",
            "podAnnotations",
            "nodeSelector",
            "affinity",
            "endpoint",
            "podSecurityContext",
            "securityContext",
            "requests",
            "limits",
            "kafka",
            "registry");

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

    /** Every value, with its schema: what it is, what else it may be, and what it must not be. */
    @Test
    void shouldRefuseEveryValueOfAnotherTypeAndEveryUnknownKey() throws IOException {
        ObjectNode values = (ObjectNode) YAML.readTree(VALUES.toFile());
        JsonSchema schema = schema();
        assertThat(schema.validate(values)).isEmpty();
        List<String> accepted = new ArrayList<>();
        for (Place place : places(values, "")) {
            for (JsonNode wrong : wrong(place)) {
                ObjectNode mutant = values.deepCopy();
                place.put(mutant, wrong);
                if (schema.validate(mutant).isEmpty()) {
                    accepted.add(place.path + " = " + wrong);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    /** A value other than an object for an object, and so on, and an unknown key for an object with known ones. */
    private static List<JsonNode> wrong(Place place) {
        List<JsonNode> wrong = new ArrayList<>(List.of(
                JSON.getNodeFactory().textNode(""),
                JSON.getNodeFactory().booleanNode(true),
                JSON.getNodeFactory().numberNode(-1.5),
                JSON.createArrayNode(),
                JSON.createObjectNode()));
        // An empty list of signals is as wrong as a text in their place.
        wrong.removeIf(other -> other.getNodeType() == place.value.getNodeType() && !place.value.isNumber());
        if (place.value.isObject() && !FREE.contains(place.name())) {
            wrong.add(((ObjectNode) place.value.deepCopy()).putNull("unknown key"));
            wrong.add(((ObjectNode) place.value.deepCopy()).set("unknown key", JSON.createObjectNode()));
        }
        return wrong;
    }

    /** Each value matters: another one makes other objects of some way to use the chart. */
    @Test
    void shouldUseEveryValue(@TempDir Path dir) throws IOException {
        ObjectNode values = (ObjectNode) YAML.readTree(VALUES.toFile());
        Path folder = Chart.copy(dir.resolve("chart"));
        Files.delete(folder.resolve("values.schema.json"));
        Map<Path, String> asItIs = new LinkedHashMap<>();
        for (String file : Chart.valuesFiles()) {
            Path path = Chart.FOLDER.resolve("ci").resolve(file);
            asItIs.put(path, Chart.text(folder, path, command -> command));
        }
        List<String> unused = new ArrayList<>();
        for (Place place : places(values, "")) {
            if ((place.value.isObject() && !place.value.isEmpty()) || place.path.startsWith("config.")) {
                continue;
            }
            if (asItIs.entrySet().stream().allMatch(it -> others(place.value)
                    .allMatch(other -> it.getValue().equals(with(folder, it.getKey(), dir, place, other))))) {
                unused.add(place.path);
            }
        }
        assertThat(unused).isEmpty();
    }

    private static Stream<JsonNode> others(JsonNode value) {
        if (value.isBoolean()) {
            return Stream.of(
                    JSON.getNodeFactory().booleanNode(true),
                    JSON.getNodeFactory().booleanNode(false));
        }
        if (value.isNumber()) {
            return Stream.of(JSON.getNodeFactory().numberNode(value.asInt() + 7));
        }
        if (value.isTextual()) {
            return Stream.of(
                    JSON.getNodeFactory().textNode("77s"), JSON.getNodeFactory().textNode("single"));
        }
        return value.isObject()
                ? Stream.of(JSON.createObjectNode().put("another", "one"))
                : Stream.of(
                        JSON.createArrayNode().add("another"),
                        JSON.createArrayNode().add(JSON.createObjectNode().put("name", "another")),
                        JSON.createArrayNode().add(4242));
    }

    private static String with(Path folder, Path file, Path dir, Place place, JsonNode other) {
        try {
            JsonNode both = YAML.readTree(file.toFile());
            place.put((ObjectNode) both, other);
            Path changed = dir.resolve("changed.yaml");
            YAML.writeValue(changed.toFile(), both);
            return Chart.text(folder, changed, command -> command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    /** A value within the values. */
    private record Place(String path, List<String> names, JsonNode value) {
        String name() {
            return names.get(names.size() - 1);
        }

        void put(ObjectNode values, JsonNode other) {
            ObjectNode in = values;
            for (String name : names.subList(0, names.size() - 1)) {
                in = in.withObjectProperty(name);
            }
            in.set(name(), other);
        }
    }

    private static List<Place> places(ObjectNode values, String path) {
        List<Place> places = new ArrayList<>();
        values.properties().forEach(value -> {
            String here = path + value.getKey();
            places.add(new Place(here, List.of(value.getKey()), value.getValue()));
            if (value.getValue() instanceof ObjectNode object && !FREE.contains(value.getKey())) {
                places(object, here + '.').forEach(below -> {
                    List<String> names = new ArrayList<>(List.of(value.getKey()));
                    names.addAll(below.names);
                    places.add(new Place(below.path, names, below.value));
                });
            }
        });
        return places;
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
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
