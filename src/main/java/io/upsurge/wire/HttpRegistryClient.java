package io.upsurge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.upsurge.wire.WireException.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** The REST interface of Confluent's schema registry, as several servers speak it. Remembers nothing. */
final class HttpRegistryClient implements RegistryClient {
    private final RegistryHttp http;

    HttpRegistryClient(RegistrySettings settings) {
        this.http = new RegistryHttp(settings);
    }

    @Override
    public Schema byId(int id) {
        return schema("schema " + id, http.get("get schema " + id, "/schemas/ids/" + id));
    }

    @Override
    public int lookUp(String subject, Schema schema) {
        String what = "look up " + schema.getFullName() + " in subject " + subject;
        return id(what, http.send(what, subjectPath(subject), "POST", schemaBody(schema)));
    }

    @Override
    public int register(String subject, Schema schema) {
        String what = "register " + schema.getFullName() + " under subject " + subject;
        return id(what, http.send(what, subjectPath(subject) + "/versions", "POST", schemaBody(schema)));
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        String what = "get the last version of subject " + subject;
        return unlessNotFound(() -> http.get(what, subjectPath(subject) + "/versions/latest"))
                .map(found -> new RegisteredSchema(id(what, found), schema("subject " + subject, found)));
    }

    @Override
    public Optional<Compatibility> compatibility(String subject) {
        String what = "get the compatibility of subject " + subject;
        return unlessNotFound(() -> http.get(what, configPath(subject)))
                .map(found ->
                        compatibility(what, found.path("compatibilityLevel").asText("")));
    }

    @Override
    public void setCompatibility(String subject, Compatibility compatibility) {
        http.send(
                "set the compatibility of subject " + subject + " to " + compatibility,
                configPath(subject),
                "PUT",
                JsonNodeFactory.instance.objectNode().put("compatibility", compatibility.name()));
    }

    /** Not every server knows modes; what it answers then differs. */
    @Override
    public Optional<String> mode(String subject) {
        String path = "/mode/" + segment(subject) + "?defaultToGlobal=true";
        try {
            String mode = http.get("get the mode of subject " + subject, path)
                    .path("mode")
                    .asText("");
            return Optional.of(mode).filter(text -> !text.isEmpty());
        } catch (RegistryException | RegistryUnavailableException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isCompatible(String subject, Schema schema) {
        String what = "check " + schema.getFullName() + " against subject " + subject;
        String path = "/compatibility" + subjectPath(subject) + "/versions";
        return unlessNotFound(() -> http.send(what, path, "POST", schemaBody(schema)))
                .map(found -> found.path("is_compatible").asBoolean())
                .orElse(true);
    }

    private static Optional<JsonNode> unlessNotFound(Supplier<JsonNode> ask) {
        try {
            return Optional.of(ask.get());
        } catch (RegistryException e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int id(String what, JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.isInt()) {
            throw new RegistryException(what, 200, 200, "the answer has no schema id");
        }
        return id.intValue();
    }

    private static Schema schema(String what, JsonNode answer) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new WireException(Problem.INCOMPATIBLE_SCHEMA, what + " is of type " + type + ", not AVRO");
        }
        return ContractSchemas.parseUntrusted(what, answer.path("schema").asText(""));
    }

    private static Compatibility compatibility(String what, String name) {
        try {
            return Compatibility.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(what, 200, 200, "unknown compatibility '" + name + "'");
        }
    }

    private static JsonNode schemaBody(Schema schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + segment(subject);
    }

    private static String configPath(String subject) {
        return "/config/" + segment(subject);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
