package io.upsurge.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.upsurge.app.config.ValueType.ChoiceValue;
import io.upsurge.app.config.ValueType.DecimalValue;
import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.LabelsValue;
import io.upsurge.app.config.ValueType.NamesValue;
import io.upsurge.app.config.ValueType.TextValue;
import io.upsurge.app.config.ValueType.TruthValue;
import io.upsurge.app.config.ValueType.WholeValue;
import java.util.List;

/**
 * Writes the JSON Schema of the configuration file from the known keys. Required keys at the top may come from the
 * environment, so the schema does not ask for them.
 */
final class SchemaText {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REFERENCE = "[\\s\\S]*\\$\\{(env|file):[^}]+\\}[\\s\\S]*";

    private SchemaText() {}

    static String ofKnownKeys() throws JsonProcessingException {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Configuration of Upsurge");
        scope(Keys.ROOT, schema);
        for (ItemList list : Keys.ROOT.lists()) {
            ObjectNode node = at(schema, list.path(), list.required());
            node.put("description", list.meaning()).put("type", "array");
            if (list.required()) {
                node.put("minItems", 1);
            }
            scope(list.scope(), node.putObject("items"));
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(schema) + "\n";
    }

    private static void scope(Scope scope, ObjectNode root) {
        object(root);
        for (Scope.Open open : scope.open()) {
            ObjectNode section = at(root, open.path(), false);
            object(section).put("description", open.meaning());
            section.set("additionalProperties", types("string", "number", "boolean"));
        }
        for (Key<?> key : scope.keys()) {
            boolean required = !scope.equals(Keys.ROOT) && key.standard() instanceof Key.Required;
            ObjectNode node = at(root, key.path(), required);
            String range =
                    key.type() instanceof DurationValue ? " (" + key.type().allowed() + ")" : "";
            node.put("description", key.meaning() + range);
            key.fixedDefault().ifPresent(text -> putDefault(node, key, text));
            if (key.standard() instanceof Key.Derived derived) {
                node.put("description", key.meaning() + range + " Default: " + derived.shown() + ".");
            }
            type(key.type(), node);
        }
    }

    private static ObjectNode object(ObjectNode node) {
        node.put("type", "object");
        if (!node.has("additionalProperties")) {
            node.put("additionalProperties", false);
        }
        node.withObjectProperty("properties");
        return node;
    }

    /** The node of a key; sections that hold a required key are required too. Names in open sections keep their dots. */
    private static ObjectNode at(ObjectNode root, String path, boolean required) {
        ObjectNode node = root;
        String within = "";
        while (true) {
            String rest = path.substring(within.length());
            String section = within.isEmpty() ? "" : within.substring(0, within.length() - 1);
            boolean open =
                    Keys.ROOT.open().stream().anyMatch(other -> other.path().equals(section));
            int dot = open ? -1 : rest.indexOf('.');
            String name = dot < 0 ? rest : rest.substring(0, dot);
            if (required) {
                node.withArray("required");
                if (!contains(node, name)) {
                    node.withArray("required").add(name);
                }
            }
            node = object(node).withObjectProperty("properties").withObjectProperty(name);
            if (dot < 0) {
                return node;
            }
            within = path.substring(0, within.length() + dot + 1);
        }
    }

    private static boolean contains(ObjectNode node, String name) {
        for (var required : node.withArray("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static void putDefault(ObjectNode node, Key<?> key, String text) {
        if (key.type() instanceof WholeValue whole) {
            node.put("default", whole.parse(text));
        } else if (key.type() instanceof DecimalValue decimal) {
            node.put("default", decimal.parse(text));
        } else if (key.type() instanceof TruthValue truth) {
            node.put("default", truth.parse(text));
        } else if (key.type() instanceof LabelsValue labels) {
            labels.parse(text).forEach(node.putArray("default")::add);
        } else if (key.type() instanceof NamesValue names) {
            names.parse(text).forEach(node.putArray("default")::add);
        } else {
            node.put("default", text);
        }
    }

    private static void type(ValueType<?> type, ObjectNode node) {
        if (type instanceof NamesValue names) {
            String pattern = whole(names.form() + "|" + REFERENCE);
            node.putArray("anyOf").addObject().put("type", "string").put("pattern", pattern);
            ObjectNode list = node.withArray("anyOf").addObject().put("type", "array");
            list.putObject("items").put("type", "string").put("pattern", pattern);
            return;
        }
        if (type instanceof LabelsValue) {
            node.put("type", "array").put("uniqueItems", true);
            node.putObject("items").put("type", "string").put("pattern", whole(LabelsValue.FORM));
            return;
        }
        ObjectNode own = node.putArray("anyOf").addObject();
        if (type instanceof DurationValue) {
            own.put("type", "string").put("pattern", whole(DurationValue.SYNTAX));
        } else if (type instanceof WholeValue whole) {
            own.put("type", "integer").put("minimum", whole.min()).put("maximum", whole.max());
        } else if (type instanceof DecimalValue decimal) {
            own.put("type", "number").put(decimal.boundAllowed() ? "minimum" : "exclusiveMinimum", decimal.min());
        } else if (type instanceof TruthValue) {
            own.put("type", "boolean");
        } else if (type instanceof ChoiceValue choice) {
            choice.words().forEach(own.putArray("enum")::add);
        } else if (type instanceof TextValue text) {
            own.put("type", "string").put("pattern", whole(text.form()));
        } else {
            own.put("type", "string").put("minLength", 1);
        }
        node.withArray("anyOf").addObject().put("type", "string").put("pattern", whole(REFERENCE));
    }

    private static ObjectNode types(String... names) {
        ObjectNode node = JSON.createObjectNode();
        List.of(names).forEach(node.putArray("type")::add);
        return node;
    }

    private static String whole(String pattern) {
        return "^(" + pattern + ")$";
    }
}
