package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.UpsurgeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far the instances are, as the broker sees it. What cannot be told now does not hold. */
final class Standing {
    private final ChaosTopics topics;
    private final Admin admin;
    private final String group;

    /**
     * A look from outside.
     *
     * @param topics the topics
     * @param admin asks the broker; not closed here
     */
    Standing(ChaosTopics topics, Admin admin) {
        this.topics = topics;
        this.admin = admin;
        this.group = topics.config().pipeline().applicationId();
    }

    private interface Question {
        boolean ask() throws ExecutionException, InterruptedException;
    }

    private static boolean holds(Question question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether so many instances share the work, and the webhook is told of what comes from now on. */
    boolean isWorking(int instances) {
        return holds(() -> {
            ConsumerGroupDescription found = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return found.groupState() == GroupState.STABLE
                    && found.members().size() >= instances
                    && committed(ConfigFile.sinkGroup(group))
                            .keySet()
                            .containsAll(
                                    topics.partitions(topics.config().topics().anomalies()));
        });
    }

    /** Whether every record of the inputs has been worked on, committed. */
    boolean inputsAreWorkedThrough() {
        UpsurgeConfig.Topics names = topics.config().topics();
        return holds(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
            return ends(IsolationLevel.READ_UNCOMMITTED, topics.partitions(names.samples(), names.rollouts()))
                    .entrySet()
                    .stream()
                    .allMatch(end -> end.getValue() == 0
                            || (committed.get(end.getKey()) != null
                                    && committed.get(end.getKey()).offset() >= end.getValue()));
        });
    }

    /** Whether every transaction on the results has been ended. */
    boolean nothingIsOpen() {
        UpsurgeConfig.Topics names = topics.config().topics();
        List<TopicPartition> partitions =
                topics.partitions(names.versionRates(), names.anomalies(), names.anomaliesOpen(), names.deadLetters());
        return holds(() -> ends(IsolationLevel.READ_COMMITTED, partitions)
                .equals(ends(IsolationLevel.READ_UNCOMMITTED, partitions)));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String of)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(of)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private Map<TopicPartition, Long> ends(IsolationLevel isolation, List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                .all()
                .get();
        found.forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
