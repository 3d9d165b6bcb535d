package io.upsurge.format;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All labels of a series as its source gave them, the name of the metric among them as {@code __name__}. Immutable, sorted by
 * name; labels with an empty value are left out, as in Prometheus. The hash is computed once.
 */
public final class SeriesLabels {
    /** The label that holds the name of the metric. */
    public static final String NAME = "__name__";

    private final String[] pairs;
    private final int hash;

    private SeriesLabels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /**
     * Labels of a series.
     *
     * @param labels names and values, the metric's name under {@link #NAME}
     */
    public static SeriesLabels of(Map<String, String> labels) {
        return ofSorted(
                labels instanceof SortedMap<String, String> sorted && sorted.comparator() == null
                        ? sorted
                        : new TreeMap<>(labels));
    }

    /** Labels of a series of that metric. */
    public static SeriesLabels of(String metric, Map<String, String> labels) {
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.put(NAME, metric);
        return ofSorted(all);
    }

    private static SeriesLabels ofSorted(SortedMap<String, String> sorted) {
        String[] pairs = new String[2 * sorted.size()];
        int at = 0;
        for (Map.Entry<String, String> label : sorted.entrySet()) {
            if (!label.getValue().isEmpty()) {
                pairs[at++] = label.getKey();
                pairs[at++] = label.getValue();
            }
        }
        return new SeriesLabels(at == pairs.length ? pairs : Arrays.copyOf(pairs, at));
    }

    /** Name of the metric; empty where there is none. */
    public String metric() {
        return get(NAME);
    }

    /** The value of a label; empty where the series does not have it. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    /** Number of labels. */
    public int size() {
        return pairs.length / 2;
    }

    /** All labels, sorted by name. */
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof SeriesLabels that && hash == that.hash && Arrays.equals(pairs, that.pairs));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As Prometheus writes it: {@code metric{a="b"}}, the quotes in values escaped. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(metric()).append('{');
        String separator = "";
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equals(NAME)) {
                text.append(separator).append(pairs[i]).append("=\"");
                text.append(pairs[i + 1]
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n"))
                        .append('"');
                separator = ",";
            }
        }
        return text.append('}').toString();
    }
}
