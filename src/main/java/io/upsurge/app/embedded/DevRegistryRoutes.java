package io.upsurge.app.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.wire.Compatibility;
import io.upsurge.wire.InMemoryRegistry;
import io.upsurge.wire.RegistryClient.RegisteredSchema;
import io.upsurge.wire.RegistryException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The part of Confluent's REST interface that clients need, as requests to a registry in memory. */
final class DevRegistryRoutes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int INVALID_SCHEMA = 42201;
    private static final int INVALID_VERSION = 42202;
    private static final int INVALID_COMPATIBILITY = 42203;

    private final InMemoryRegistry registry;

    DevRegistryRoutes(InMemoryRegistry registry) {
        this.registry = registry;
    }

    /**
     * A request.
     *
     * @param method HTTP method
     * @param path segments of the path, decoded
     * @param query the query, may be empty
     * @param body the body; a missing node where there is none
     */
    record Request(String method, List<String> path, String query, JsonNode body) {
        /** Method and path with the variable parts left out: {@code POST subjects/?/versions}. */
        private String shape() {
            return method
                    + ' '
                    + String.join(
                            "/",
                            IntStream.range(0, path.size())
                                    .mapToObj(i -> isName(i) ? path.get(i) : "?")
                                    .toList());
        }

        private boolean isName(int index) {
            return switch (index) {
                case 0 -> true;
                case 1 -> path.get(0).equals("compatibility") || path.get(0).equals("schemas");
                case 2 -> path.get(0).equals("subjects");
                case 3 -> path.get(0).equals("compatibility");
                default -> false;
            };
        }
    }

    /**
     * Answers a request.
     *
     * @throws RegistryException with the status and error code to answer instead
     */
    JsonNode answer(Request request) {
        List<String> path = request.path();
        return switch (request.shape()) {
            case "GET subjects" -> array(registry.subjects().stream().map(JSON::textNode));
            case "GET subjects/?/versions" ->
                array(IntStream.rangeClosed(1, registry.versions(path.get(1))).mapToObj(JSON::numberNode));
            case "GET subjects/?/versions/?" -> version(path.get(1), versionNumber(path.get(1), path.get(3)));
            case "POST subjects/?" -> version(path.get(1), versionOf(path.get(1), schema(request)));
            case "POST subjects/?/versions" ->
                JSON.objectNode().put("id", registry.register(path.get(1), schema(request)));
            case "GET schemas/ids/?" ->
                JSON.objectNode()
                        .put("schema", registry.byId(number(path.get(2))).toString());
            case "GET config" -> level(registry.defaultCompatibility());
            case "GET config/?" -> level(subjectLevel(request));
            case "PUT config" -> {
                registry.setDefaultCompatibility(compatibility(request));
                yield request.body();
            }
            case "PUT config/?" -> {
                registry.setCompatibility(path.get(1), compatibility(request));
                yield request.body();
            }
            case "POST compatibility/subjects/?/versions" ->
                compatible(registry.isCompatible(path.get(2), schema(request)));
            case "POST compatibility/subjects/?/versions/?" ->
                compatible(
                        registry.isCompatible(path.get(2), schema(request), versionNumber(path.get(2), path.get(4))));
            default ->
                throw new RegistryException(
                        request.method() + " /" + String.join("/", path), 404, 404, "there is nothing at this address");
        };
    }

    private JsonNode version(String subject, int version) {
        RegisteredSchema found = registry.version(subject, version);
        return JSON.objectNode()
                .put("subject", subject)
                .put("version", version)
                .put("id", found.id())
                .put("schema", found.schema().toString());
    }

    private int versionOf(String subject, Schema schema) {
        return registry.versionOf(subject, registry.lookUp(subject, schema));
    }

    private int versionNumber(String subject, String text) {
        return text.equals("latest") ? registry.versions(subject) : number(text);
    }

    private Compatibility subjectLevel(Request request) {
        String subject = request.path().get(1);
        return registry.compatibility(subject).orElseGet(() -> {
            if (request.query().contains("defaultToGlobal=true")) {
                return registry.defaultCompatibility();
            }
            throw new RegistryException(
                    "compatibility of " + subject,
                    404,
                    RegistryException.COMPATIBILITY_NOT_SET,
                    "Subject '" + subject + "' does not have subject-level compatibility configured");
        });
    }

    private static Schema schema(Request request) {
        String type = request.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new RegistryException("read the schema", 422, INVALID_SCHEMA, "schema type " + type + " is not AVRO");
        }
        try {
            return new Schema.Parser().parse(request.body().path("schema").asText(""));
        } catch (AvroRuntimeException e) {
            throw new RegistryException("read the schema", 422, INVALID_SCHEMA, String.valueOf(e.getMessage()));
        }
    }

    private static Compatibility compatibility(Request request) {
        String name = request.body().path("compatibility").asText("");
        return Arrays.stream(Compatibility.values())
                .filter(level -> level.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RegistryException(
                        "set the compatibility",
                        422,
                        INVALID_COMPATIBILITY,
                        "'" + name + "' is no compatibility level"));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new RegistryException("read the address", 422, INVALID_VERSION, "'" + text + "' is not a number");
        }
    }

    private static ObjectNode level(Compatibility compatibility) {
        return JSON.objectNode().put("compatibilityLevel", compatibility.name());
    }

    private static ObjectNode compatible(boolean compatible) {
        return JSON.objectNode().put("is_compatible", compatible);
    }

    private static ArrayNode array(Stream<? extends JsonNode> items) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(array::add);
        return array;
    }
}
