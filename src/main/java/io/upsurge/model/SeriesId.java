package io.upsurge.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Identity of a series within its container: metric name and labels, without the labels that change with a restart.
 * Immutable; the hash is computed once because series are looked up for every sample.
 */
public final class SeriesId implements Comparable<SeriesId> {
    private final String metric;
    private final SortedMap<String, String> labels;
    private final String text;
    private final int hash;

    /**
     * Makes an identity.
     *
     * @param metric name of the metric, not empty
     * @param labels label names and values, copied
     */
    public SeriesId(String metric, Map<String, String> labels) {
        this.metric = metric;
        this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        this.text = metric + LabelText.of(this.labels);
        this.hash = text.hashCode();
    }

    /** Name of the metric. */
    public String metric() {
        return metric;
    }

    /** The labels, sorted by name. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    /** The value of a label; empty where the series does not have it, as in Prometheus. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    @Override
    public int compareTo(SeriesId other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof SeriesId that && hash == that.hash && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As Prometheus writes it: {@code metric{a="b",c="d"}}. */
    @Override
    public String toString() {
        return text;
    }
}
