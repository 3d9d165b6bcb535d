package io.upsurge.app.reset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Questions to the brokers. What they refuse is thrown, with what was asked. */
final class Broker {
    private final Admin admin;

    Broker(Admin admin) {
        this.admin = admin;
    }

    Admin admin() {
        return admin;
    }

    /** Every topic that this client may see. */
    Set<String> topics() {
        return answer("list the topics", admin.listTopics().names());
    }

    Map<String, TopicDescription> describe(List<String> topics) {
        return answer("describe topics", admin.describeTopics(topics).allTopicNames());
    }

    /** Offsets of all partitions of some topics. */
    Map<TopicPartition, Long> offsets(Map<String, TopicDescription> topics, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        topics.values().forEach(topic -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(topic.name(), partition.partition()), which)));
        Map<TopicPartition, ListOffsetsResultInfo> found = answer(
                "read the offsets of " + topics.keySet(),
                admin.listOffsets(asked).all());
        Map<TopicPartition, Long> offsets = new HashMap<>();
        found.forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    static <T> T answer(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
