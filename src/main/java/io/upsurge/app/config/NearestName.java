package io.upsurge.app.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that a misspelt one most likely stands for. */
public final class NearestName {
    private NearestName() {}

    /** The name with the fewest changes from the given one, the first of equals; empty text if all are too far away. */
    public static String of(String misspelt, Collection<String> names) {
        int lastPart = misspelt.length() - 1 - Math.max(misspelt.lastIndexOf('.'), misspelt.lastIndexOf('_'));
        int enough = Math.max(2, lastPart / 4);
        return names.stream()
                .filter(name -> distance(misspelt, name) <= enough)
                .min(Comparator.comparingInt(name -> distance(misspelt, name)))
                .orElse("");
    }

    /** Levenshtein distance: letters to add, remove or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
