package io.upsurge.app.doctor.look;

import io.upsurge.app.config.UpsurgeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks for the consumer group of the pipeline, without joining it. */
public final class GroupProbe {
    private final Admin admin;
    private final UpsurgeConfig.Pipeline pipeline;

    /**
     * A probe.
     *
     * @param admin client of the cluster; not closed here
     * @param pipeline names the group
     */
    public GroupProbe(Admin admin, UpsurgeConfig.Pipeline pipeline) {
        this.admin = admin;
        this.pipeline = pipeline;
    }

    /**
     * Looks at the group; one that does not exist is Dead and has no members.
     *
     * @throws ExecutionException if the cluster does not answer or refuses to
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public GroupView group() throws ExecutionException, InterruptedException {
        Optional<String> refused = pipeline.exactlyOnce() ? transactionsRefused() : Optional.empty();
        List<String> groups = List.of(pipeline.applicationId());
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(
                            groups, new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                    .describedGroups()
                    .get(pipeline.applicationId())
                    .get();
            return new GroupView(
                    group.groupState().toString(),
                    group.members().size(),
                    group.authorizedOperations() == null ? Set.of() : group.authorizedOperations(),
                    refused);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return new GroupView("Dead", 0, Set.of(), refused);
            }
            throw e;
        }
    }

    private Optional<String> transactionsRefused() throws InterruptedException {
        String id = pipeline.applicationId() + "-doctor";
        try {
            admin.describeTransactions(List.of(id)).description(id).get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause())
                    .filter(AuthorizationException.class::isInstance)
                    .map(Throwable::getMessage);
        }
    }

    /**
     * How far the group is, by topic; empty before its first commit.
     *
     * @throws ExecutionException if the cluster does not answer or refuses to
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Map<String, Progress> progress() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets;
        try {
            offsets = admin.listConsumerGroupOffsets(pipeline.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                wanted.put(partition, OffsetSpec.latest());
            }
        });
        var ends = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<String, Progress> progress = new TreeMap<>();
        for (TopicPartition partition : wanted.keySet()) {
            long end = ends.partitionResult(partition).get().offset();
            long committed = offsets.get(partition).offset();
            progress.merge(
                    partition.topic(),
                    new Progress(committed, end),
                    (sum, one) -> sum.plus(one.committed(), one.end()));
        }
        return progress;
    }
}
