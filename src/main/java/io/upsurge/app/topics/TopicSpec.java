package io.upsurge.app.topics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic as it should be.
 *
 * @param name name of the topic
 * @param partitions number of its partitions, at least 1
 * @param replicationFactor replicas of each partition, at least 1
 * @param settings topic settings that differ from the broker's defaults or matter enough to be checked, by Kafka name
 */
public record TopicSpec(String name, int partitions, short replicationFactor, SortedMap<String, String> settings) {

    /** Copies the settings. */
    public TopicSpec {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** As the record, with the settings in any map. */
    TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> settings) {
        this(name, partitions, replicationFactor, new TreeMap<>(settings));
    }
}
