package io.upsurge.app.doctor.look;

import io.upsurge.app.topics.TopicDifference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The topics of a configuration as the cluster has them.
 *
 * @param topics those that exist and may be seen, by name
 * @param hidden those that may not be seen, by name, with what the broker says
 * @param differences how they differ from the plan
 * @param settingsHidden why their settings may not be seen; empty if they may
 */
public record TopicsView(
        Map<String, Topic> topics,
        Map<String, String> hidden,
        List<TopicDifference> differences,
        Optional<String> settingsHidden) {

    /** Copies the collections. */
    public TopicsView {
        topics = Map.copyOf(topics);
        hidden = Map.copyOf(hidden);
        differences = List.copyOf(differences);
    }

    /**
     * A topic.
     *
     * @param partitions number of its partitions
     * @param replicas replicas of its first partition
     * @param fewestInSync replicas in sync of the partition that has fewest
     * @param leaderless partitions without a leader
     * @param minInSync {@code min.insync.replicas}; 0 where it may not be seen
     * @param maxMessageBytes {@code max.message.bytes}; 0 where it may not be seen
     * @param allowed what this principal may do with it; every operation where the cluster has no access control
     */
    public record Topic(
            int partitions,
            int replicas,
            int fewestInSync,
            int leaderless,
            int minInSync,
            int maxMessageBytes,
            Set<AclOperation> allowed) {

        /** Copies the operations. */
        public Topic {
            allowed = Set.copyOf(allowed);
        }
    }
}
