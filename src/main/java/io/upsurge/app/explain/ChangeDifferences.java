package io.upsurge.app.explain;

import io.upsurge.model.Anomaly;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where two courses of an anomaly differ, field by field; numbers differ if one bit does. */
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
                compare(name + ": ", before.get(sequence), after.get(sequence));
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

    private void compare(String path, Object told, Object recomputed) {
        if (told.equals(recomputed)) {
            return;
        }
        if (told instanceof Record && told.getClass() == recomputed.getClass()) {
            for (RecordComponent component : told.getClass().getRecordComponents()) {
                String separator = path.endsWith(" ") ? "" : ".";
                compare(path + separator + component.getName(), read(told, component), read(recomputed, component));
            }
        } else if (told instanceof Optional<?> a
                && recomputed instanceof Optional<?> b
                && a.isPresent()
                && b.isPresent()) {
            compare(path, a.get(), b.get());
        } else {
            lines.add(path + " was " + told + ", is " + recomputed);
        }
    }

    private static Object read(Object of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
