package io.upsurge.ingest.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Templates of the revisions of the DaemonSets, and how they differ. A revision that was deleted still says what a node ran;
 * the ones asked for least recently go first when there are too many.
 */
final class Revisions {
    static final int MAX = 500;

    private record Id(String namespace, String daemonset, String hash) {}

    private record Step(Id from, Id to, String container) {}

    private final Map<Id, JsonNode> templates = recent();
    private final Map<Step, List<String>> differences = recent();

    void put(RevisionState revision) {
        Id id = new Id(revision.namespace(), revision.daemonset(), revision.hash());
        if (!revision.template().equals(templates.put(id, revision.template()))) {
            differences.keySet().removeIf(step -> step.from.equals(id) || step.to.equals(id));
        }
    }

    /** What differs for a container between two revisions; empty where one of them is not known. */
    List<String> differences(Place place, String fromHash, String toHash, String container) {
        Id from = new Id(place.namespace(), place.daemonset(), fromHash);
        Id to = new Id(place.namespace(), place.daemonset(), toHash);
        JsonNode fromTemplate = templates.get(from);
        JsonNode toTemplate = templates.get(to);
        if (fromTemplate == null || toTemplate == null) {
            return List.of();
        }
        return differences.computeIfAbsent(
                new Step(from, to, container), step -> TemplateDifference.lines(fromTemplate, toTemplate, container));
    }

    private static <K, V> Map<K, V> recent() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MAX;
            }
        };
    }
}
