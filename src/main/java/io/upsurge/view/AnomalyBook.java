package io.upsurge.view;

import io.upsurge.model.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The anomalies, each with its changes in their order. A change that comes twice counts once. Of more than there is room for
 * those that were over first are forgotten; of an anomaly with very many changes those in the middle.
 */
final class AnomalyBook {
    private static final int MOST_CHANGES = 60;

    private final int most;
    private final Map<String, TreeMap<Integer, Anomaly>> courses = new HashMap<>();
    private int forgotten;

    /**
     * An empty book.
     *
     * @param most most anomalies; open ones are kept beyond it
     */
    AnomalyBook(int most) {
        this.most = most;
    }

    void put(Anomaly change) {
        TreeMap<Integer, Anomaly> course = courses.computeIfAbsent(change.id(), id -> new TreeMap<>());
        course.put(change.sequence(), change);
        if (course.size() > MOST_CHANGES) {
            course.remove(new ArrayList<>(course.keySet()).get(MOST_CHANGES / 2));
        }
        if (courses.size() > most) {
            courses.entrySet().stream()
                    .filter(entry -> entry.getValue().lastEntry().getValue().isOver())
                    .min(Comparator.comparingLong((Map.Entry<String, TreeMap<Integer, Anomaly>> entry) ->
                                    entry.getValue().lastEntry().getValue().atMs())
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .ifPresent(id -> {
                        courses.remove(id);
                        forgotten++;
                    });
        }
    }

    /** Changes of every anomaly, each from the first to the last; the one that changed last comes first. */
    List<List<Anomaly>> all() {
        List<List<Anomaly>> all = new ArrayList<>();
        courses.values().forEach(course -> all.add(List.copyOf(course.values())));
        all.sort(Comparator.comparingLong((List<Anomaly> course) -> last(course).atMs())
                .reversed()
                .thenComparing(course -> last(course).id()));
        return all;
    }

    /** Changes of an anomaly. */
    Optional<List<Anomaly>> of(String id) {
        return Optional.ofNullable(courses.get(id)).map(course -> List.copyOf(course.values()));
    }

    int forgotten() {
        return forgotten;
    }

    static Anomaly last(List<Anomaly> course) {
        return course.get(course.size() - 1);
    }
}
