package io.upsurge.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is watched: a counter of a workload, and when a change of it matters.
 *
 * @param id name of the signal, unique in a configuration; part of keys, so it contains no slash
 * @param workload whose counter it is
 * @param series which series of the workload belong to it
 * @param groupBy labels by which it is told apart; series that agree in them are summed. May be empty
 * @param kind what is computed
 * @param multiple how many times the baseline the rate must reach, greater than 1
 * @param floorPerSecond extra calls per second of all upgraded nodes together below which nothing is said, at least 0
 * @param budgetPerSecond what the API allows the fleet, calls per second; empty without a budget
 */
public record Signal(
        String id,
        WorkloadPattern workload,
        SeriesSelector series,
        List<String> groupBy,
        Kind kind,
        double multiple,
        double floorPerSecond,
        OptionalDouble budgetPerSecond) {

    /** What is computed of a signal. */
    public enum Kind {
        /** Calls per second: increase of a cumulative counter over the observed time. */
        RATE,
        /** Units of the metric per call: increase of a cumulative sum over the increase of its count. */
        MEAN,
        /** A share between 0 and 1: increase of a part over the increase of the whole. */
        SHARE
    }

    /** Copies the labels. */
    public Signal {
        groupBy = List.copyOf(groupBy);
    }

    /** The group a series belongs to: {@code {api="GetMetadata"}}; empty without group-by labels. */
    public String groupOf(SeriesId id) {
        Map<String, String> group = new LinkedHashMap<>();
        groupBy.forEach(label -> group.put(label, id.label(label)));
        return LabelText.of(group);
    }
}
