package io.upsurge.ingest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value somewhere in a template. */
sealed interface Leaf {

    /** The value as it may be shown under this name. */
    String shown(String name);

    /** A literal. */
    record Text(String text) implements Leaf {
        @Override
        public String shown(String name) {
            return Masked.value(name, text);
        }
    }

    /** Where a value is taken from, such as a key of a Secret: no secret itself. */
    record Reference(String to) implements Leaf {
        @Override
        public String shown(String name) {
            return "from " + to;
        }
    }

    /** A list, such as arguments. */
    record Words(List<String> words) implements Leaf {
        @Override
        public String shown(String name) {
            return Masked.value(name, String.join(" ", Masked.words(words)));
        }

        /** What must be taken away and added to come to another list. */
        String to(Words other) {
            List<String> removed = without(Masked.words(words), words, other.words);
            List<String> added = without(Masked.words(other.words), other.words, words);
            if (removed.isEmpty() && added.isEmpty()) {
                return "in another order";
            }
            String gone = removed.isEmpty() ? "" : "removed " + String.join(" ", removed);
            String come = added.isEmpty() ? "" : "added " + String.join(" ", added);
            return gone + (gone.isEmpty() || come.isEmpty() ? "" : ", ") + come;
        }

        private static List<String> without(List<String> shown, List<String> words, List<String> others) {
            List<String> left = new ArrayList<>(others);
            List<String> rest = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                if (!left.remove(words.get(i))) {
                    rest.add(Masked.value("", shown.get(i)));
                }
            }
            return rest;
        }
    }

    /** All values below a node by their paths; items of lists by their names where they have any. */
    static Map<String, Leaf> of(String path, JsonNode node) {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        add(leaves, path, node);
        return leaves;
    }

    private static void add(Map<String, Leaf> leaves, String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> add(leaves, path + '.' + field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            addList(leaves, path, node);
        } else if (node.isValueNode() && !node.isNull()) {
            leaves.put(path, new Text(node.asText()));
        }
    }

    private static void addList(Map<String, Leaf> leaves, String path, JsonNode list) {
        List<String> words = new ArrayList<>();
        for (JsonNode item : list) {
            if (item.has("name")) {
                addNamed(leaves, path, item);
            } else {
                words.add(item.isValueNode() ? item.asText() : item.toString());
            }
        }
        if (!words.isEmpty()) {
            leaves.put(path, new Words(words));
        }
    }

    private static void addNamed(Map<String, Leaf> leaves, String path, JsonNode item) {
        String name = path + ' ' + item.path("name").asText();
        for (int i = 2; leaves.containsKey(name); i++) {
            name = path + ' ' + item.path("name").asText() + " (" + i + ')';
        }
        if (item.has("valueFrom")) {
            leaves.put(name, new Reference(reference(item.get("valueFrom"))));
        } else if (item.has("value") || item.size() == 1) {
            leaves.put(name, new Text(item.path("value").asText()));
        } else {
            leaves.put(name, new Text(item.toString()));
        }
    }

    /** Such as {@code secretKeyRef database/password}. */
    private static String reference(JsonNode valueFrom) {
        List<String> parts = new ArrayList<>();
        valueFrom.properties().forEach(source -> {
            JsonNode at = source.getValue();
            String where = at.has("fieldPath")
                    ? at.get("fieldPath").asText()
                    : at.has("resource")
                            ? at.get("resource").asText()
                            : at.path("name").asText() + '/' + at.path("key").asText();
            parts.add(source.getKey() + ' ' + where);
        });
        return Masked.capped(String.join(", ", parts), Masked.MAX_VALUE);
    }
}
