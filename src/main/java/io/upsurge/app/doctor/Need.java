package io.upsurge.app.doctor;

import io.upsurge.app.config.UpsurgeConfig;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What a command must be allowed to do with a topic.
 *
 * @param topic the topic
 * @param operation what it does
 */
record Need(String topic, AclOperation operation) {

    /** What {@code upsurge run} does with the topics that are its interface. */
    static List<Need> ofRun(UpsurgeConfig.Topics topics) {
        return List.of(
                new Need(topics.samples(), AclOperation.READ),
                new Need(topics.rollouts(), AclOperation.READ),
                new Need(topics.versionRates(), AclOperation.WRITE),
                new Need(topics.anomalies(), AclOperation.WRITE),
                new Need(topics.anomaliesOpen(), AclOperation.WRITE),
                new Need(topics.deadLetters(), AclOperation.WRITE));
    }

    /** What the inputs do. */
    static List<Need> ofIngest(UpsurgeConfig.Topics topics) {
        return List.of(new Need(topics.samples(), AclOperation.WRITE), new Need(topics.rollouts(), AclOperation.WRITE));
    }

    @Override
    public String toString() {
        return word(operation) + " " + topic;
    }

    /** The operation as {@code kafka-acls} wants it: {@code Read}. */
    static String word(AclOperation operation) {
        String name = operation.name();
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
