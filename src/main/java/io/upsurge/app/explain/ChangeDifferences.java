package io.upsurge.app.explain;

import io.upsurge.model.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where two courses of an anomaly differ, change by change and field by field. */
final class ChangeDifferences {
    private final List<String> lines = new ArrayList<>();

    /**
     * Compares.
     *
     * @param told changes as they were told
     * @param recomputed changes as they came out again
     */
    ChangeDifferences(List<Anomaly> told, List<Anomaly> recomputed) {
        Map<Integer, Anomaly> before = bySequence(told);
        Map<Integer, Anomaly> after = bySequence(recomputed);
        TreeSet<Integer> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (int sequence : all) {
            String name = "change " + sequence;
            if (!after.containsKey(sequence)) {
                lines.add(name + " does not come out");
            } else if (!before.containsKey(sequence)) {
                lines.add(name + " comes out and was not told");
            } else {
                lines.addAll(FieldDifferences.between(name + ": ", before.get(sequence), after.get(sequence)));
            }
        }
    }

    private static Map<Integer, Anomaly> bySequence(List<Anomaly> changes) {
        Map<Integer, Anomaly> bySequence = new TreeMap<>();
        changes.forEach(change -> bySequence.put(change.sequence(), change));
        return bySequence;
    }

    /** A line for each difference; empty if there is none. */
    List<String> lines() {
        return List.copyOf(lines);
    }
}
