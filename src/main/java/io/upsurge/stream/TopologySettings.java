package io.upsurge.stream;

import io.upsurge.detect.rule.Rule;
import io.upsurge.model.EngineSettings;
import io.upsurge.model.RuleSettings;
import io.upsurge.model.Signal;
import java.util.List;

/**
 * What the topology is made of.
 *
 * @param topics names of the topics
 * @param partitions partitions of the samples and the roll-outs topic, the same for both
 * @param engine times and bounds
 * @param ruleSettings settings of rules and anomalies
 * @param rule who judges
 * @param signals what is watched
 * @param rocksDb whether the state of nodes is in RocksDB instead of on the heap
 * @param idleAfterMs after how long a live but silent source is no longer waited for, milliseconds; 0 waits for ever
 */
public record TopologySettings(
        TopicNames topics,
        int partitions,
        EngineSettings engine,
        RuleSettings ruleSettings,
        Rule rule,
        List<Signal> signals,
        boolean rocksDb,
        long idleAfterMs) {

    /** Copies the signals. */
    public TopologySettings {
        signals = List.copyOf(signals);
    }

    /**
     * Names of the topics.
     *
     * @param samples samples in
     * @param rollouts roll-out facts in
     * @param versionRates rates out
     * @param anomalies every change of every anomaly out
     * @param anomaliesOpen open anomalies out, compacted
     * @param deadLetters refused records out
     */
    public record TopicNames(
            String samples,
            String rollouts,
            String versionRates,
            String anomalies,
            String anomaliesOpen,
            String deadLetters) {}
}
