package io.upsurge.ingest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two pod templates, for a reader: the container's own first, then the rest of the pod. */
final class TemplateDifference {
    private static final List<String> FIRST = List.of("image", "env", "args", "command", "resources");

    private final List<String> lines = new ArrayList<>();

    private TemplateDifference() {}

    /**
     * The differences, a line each, within the bounds of {@link RolloutFact#differences()}.
     *
     * @param from the template before
     * @param to the template after
     * @param container whose differences come first, unprefixed
     */
    static List<String> lines(JsonNode from, JsonNode to, String container) {
        TemplateDifference difference = new TemplateDifference();
        difference.containers(from, to, container);
        difference.pod(from, to);
        return difference.bounded();
    }

    private void containers(JsonNode from, JsonNode to, String container) {
        Map<String, JsonNode> before = containers(from.path("spec"));
        Map<String, JsonNode> after = containers(to.path("spec"));
        Set<String> names = new LinkedHashSet<>(List.of("container " + container));
        names.addAll(after.keySet());
        names.addAll(before.keySet());
        for (String name : names) {
            JsonNode was = before.get(name);
            JsonNode is = after.get(name);
            if (was == null && is != null) {
                lines.add(name + ": added, image " + is.path("image").asText());
            } else if (was != null && is == null) {
                lines.add(name + ": removed");
            } else if (was != null) {
                fields(name.equals("container " + container) ? "" : name + ' ', was, is, Set.of("name"));
            }
        }
    }

    private static Map<String, JsonNode> containers(JsonNode spec) {
        Map<String, JsonNode> containers = new LinkedHashMap<>();
        spec.path("containers")
                .forEach(it -> containers.put("container " + it.path("name").asText(), it));
        spec.path("initContainers")
                .forEach(
                        it -> containers.put("init container " + it.path("name").asText(), it));
        return containers;
    }

    private void pod(JsonNode from, JsonNode to) {
        fields("pod ", from.path("metadata"), to.path("metadata"), Set.of("creationTimestamp"));
        fields("pod ", from.path("spec"), to.path("spec"), Set.of("containers", "initContainers"));
    }

    private void fields(String prefix, JsonNode from, JsonNode to, Set<String> leftOut) {
        Set<String> names = new LinkedHashSet<>(FIRST);
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        names.removeAll(leftOut);
        names.forEach(name -> field(prefix + name, from.path(name), to.path(name)));
    }

    private void field(String name, JsonNode from, JsonNode to) {
        if (from.equals(to)) {
            return;
        }
        Map<String, Leaf> before = Leaf.of(name, from);
        Map<String, Leaf> after = Leaf.of(name, to);
        Set<String> paths = new LinkedHashSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            Leaf was = before.get(path);
            Leaf is = after.get(path);
            if (was == null) {
                lines.add(path + ": added, " + is.shown(path));
            } else if (is == null) {
                lines.add(path + ": removed, was " + was.shown(path));
            } else if (!was.equals(is)) {
                lines.add(path + ": " + change(path, was, is));
            }
        }
    }

    private static String change(String path, Leaf was, Leaf is) {
        if (was instanceof Leaf.Words before && is instanceof Leaf.Words after) {
            return before.to(after);
        }
        if (path.endsWith("image") && was instanceof Leaf.Text from && is instanceof Leaf.Text to) {
            String repository = Version.ofImage(from.text(), "", "").image();
            if (repository.equals(Version.ofImage(to.text(), "", "").image())) {
                return reference(from.text(), repository) + " -> " + reference(to.text(), repository);
            }
        }
        return was.shown(path) + " -> " + is.shown(path);
    }

    /** Tag and digest of an image, without what both images have in common. */
    private static String reference(String image, String repository) {
        String reference = image.substring(repository.length());
        return reference.isEmpty() ? "no tag" : reference.startsWith(":") ? reference.substring(1) : reference;
    }

    private List<String> bounded() {
        int max = RolloutFact.MAX_DIFFERENCES;
        List<String> bounded = new ArrayList<>();
        lines.stream()
                .limit(lines.size() > max ? max - 1 : max)
                .map(line -> Masked.capped(line, RolloutFact.MAX_DIFFERENCE_LENGTH))
                .forEach(bounded::add);
        if (lines.size() > max) {
            bounded.add("and " + (lines.size() - bounded.size()) + " more");
        }
        return List.copyOf(bounded);
    }
}
