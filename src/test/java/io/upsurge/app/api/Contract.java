package io.upsurge.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The published description of the API, and whether answers keep to it. */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    /** Reads it. */
    public Contract() throws IOException {
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream("api/openapi.json")) {
            document = JSON.readTree(in);
        }
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    /**
     * What in an answer is not as described.
     *
     * @param path path of the route, as described
     */
    public List<String> broken(String path, JsonNode answer) {
        JsonNode of = document.get("paths").get(path).at("/get/responses/200/content/application~1json/schema");
        ObjectNode schema = JSON.createObjectNode();
        schema.set("$ref", of.get("$ref"));
        schema.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(answer)
                .stream()
                .map(ValidationMessage::getMessage)
                .limit(10)
                .toList();
    }
}
