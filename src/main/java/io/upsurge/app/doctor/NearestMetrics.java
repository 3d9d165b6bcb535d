package io.upsurge.app.doctor;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the metrics whose names share most with one that is not there. */
final class NearestMetrics {
    private static final int SOME = 3;
    private static final double ALIKE = 0.2;

    private NearestMetrics() {}

    /** At most three names, the nearest first; empty if none has much in common with it. */
    static List<String> of(String wanted, Collection<String> names) {
        Comparator<String> byLikeness = Comparator.comparingDouble(name -> -likeness(wanted, name));
        return names.stream()
                .filter(name -> likeness(wanted, name) >= ALIKE)
                .sorted(byLikeness.thenComparing(Comparator.naturalOrder()))
                .limit(SOME)
                .toList();
    }

    /** Share of three-letter runs that both have, of those that either has: misspelt and renamed metrics share most. */
    private static double likeness(String a, String b) {
        Set<String> ofA = runs(a);
        Set<String> ofB = runs(b);
        Set<String> both = new HashSet<>(ofA);
        both.retainAll(ofB);
        return (double) both.size() / Math.max(1, ofA.size() + ofB.size() - both.size());
    }

    private static Set<String> runs(String name) {
        String padded = "__" + name + "__";
        String[] runs = new String[padded.length() - 2];
        Arrays.setAll(runs, i -> padded.substring(i, i + 3));
        return new HashSet<>(Arrays.asList(runs));
    }
}
