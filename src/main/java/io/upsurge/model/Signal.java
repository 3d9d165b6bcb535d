package io.upsurge.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is watched: a counter of a workload, or one counter per another, and when a change of it matters.
 *
 * @param id name of the signal, unique in a configuration; part of keys, so it contains no slash
 * @param workload whose counter it is
 * @param series which cumulative series of the workload belong to it; for a mean or a share those above the line
 * @param groupBy labels by which it is told apart; series that agree in them are summed. May be empty
 * @param kind what is computed
 * @param multiple how many times the baseline it must reach, greater than 1
 * @param floor difference below which nothing is said, at least 0. For a rate extra calls per second of the whole fleet once
 *     it is upgraded, for a mean units of the metric per call, for a share a share from 0 to 1
 * @param budgetPerSecond what the API allows the fleet, calls per second; empty without a budget
 * @param per which cumulative series count what a mean or a share is taken of, grouped by the same labels; empty for a rate
 * @param covariate a gauge that moves with the calls for reasons of its own, such as the number of network interfaces; empty
 *     without one
 */
public record Signal(
        String id,
        WorkloadPattern workload,
        SeriesSelector series,
        List<String> groupBy,
        Kind kind,
        double multiple,
        double floor,
        OptionalDouble budgetPerSecond,
        Optional<SeriesSelector> per,
        Optional<SeriesSelector> covariate) {

    /** What is computed of a signal. */
    public enum Kind {
        /** Calls per second: increase of a cumulative counter over the observed time. */
        RATE,
        /** A mean: increase of a sum over the increase of the count it belongs to, such as milliseconds per call. */
        MEAN,
        /** A share: increase of a part of the calls over the increase of all of them, 0 to 1. */
        SHARE;

        /** Whether it is taken per something that is counted too, and not per second. */
        public boolean hasBase() {
            return this != RATE;
        }
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
