package io.upsurge.app.topics;

import io.upsurge.app.config.UpsurgeConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The topics of Upsurge as they should be.
 *
 * <p>All of them carry the time of the broker ({@code message.timestamp.type=LogAppendTime}): retention and the guard
 * against records dated in the future follow one clock, and replayed history does not expire the moment it is written.
 * Samples and roll-outs have the same number of partitions, because a node's records must meet in one task.
 *
 * @param topics the topics, in the order in which records flow
 * @param samples name of the topic of the samples
 * @param rollouts name of the topic of the roll-outs
 */
public record TopicPlan(List<TopicSpec> topics, String samples, String rollouts) {

    /** Copies the topics. */
    public TopicPlan {
        topics = List.copyOf(topics);
    }

    /**
     * The plan for the configured names, partitions and replicas.
     *
     * @param config the configuration of the topics
     */
    public static TopicPlan of(UpsurgeConfig.Topics config) {
        List<TopicSpec> topics = List.of(
                topic(config, config.samples(), kept(7), "lz4"),
                topic(config, config.rollouts(), kept(90), "producer"),
                topic(config, config.versionRates(), kept(30), "producer"),
                topic(config, config.anomalies(), kept(365), "producer"),
                topic(config, config.anomaliesOpen(), Map.of("cleanup.policy", "compact"), "producer"),
                topic(config, config.deadLetters(), kept(14), "producer"));
        return new TopicPlan(topics, config.samples(), config.rollouts());
    }

    private static TopicSpec topic(
            UpsurgeConfig.Topics config, String name, Map<String, String> cleanup, String compression) {
        Map<String, String> settings = new TreeMap<>(cleanup);
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("compression.type", compression);
        return new TopicSpec(name, config.partitions(), config.replicationFactor(), settings);
    }

    private static Map<String, String> kept(int days) {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                String.valueOf(Duration.ofDays(days).toMillis()));
    }

    /** The part of it that is about some of the topics. */
    public TopicPlan only(Collection<String> names) {
        return new TopicPlan(
                topics.stream().filter(topic -> names.contains(topic.name())).toList(), samples, rollouts);
    }

    /** Names of the topics, in the order of the plan. */
    public List<String> names() {
        return topics.stream().map(TopicSpec::name).toList();
    }
}
