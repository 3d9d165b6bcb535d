package io.upsurge.deliver.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.model.Anomaly;
import io.upsurge.wire.ModelJson;

/** Trees of JSON. */
final class JsonText {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonText() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An anomaly with all its fields, as in `upsurge tail -o json`. */
    static JsonNode of(Anomaly anomaly) {
        try {
            return JSON.readTree(ModelJson.line(anomaly));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the model is JSON", e);
        }
    }

    static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }
}
