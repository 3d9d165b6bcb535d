package io.upsurge.app.reset;

import io.upsurge.app.reset.ResetPlan.Group;
import io.upsurge.app.reset.ResetPlan.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Looks at what there is of an application. Changes nothing. */
public final class ResetSurvey {
    private final Broker broker;

    /**
     * A survey.
     *
     * @param admin client of the cluster; not closed here
     */
    public ResetSurvey(Admin admin) {
        this.broker = new Broker(admin);
    }

    /**
     * What there is.
     *
     * @throws KafkaException if the cluster does not answer or refuses to
     */
    public ResetPlan of(ResetScope scope) {
        Set<String> existing = broker.topics();
        List<Group> groups = new ArrayList<>();
        scope.groups().forEach(name -> group(name).ifPresent(groups::add));
        return new ResetPlan(
                scope,
                topics(scope.internal(), existing),
                topics(scope.results(), existing),
                groups,
                LocalState.in(scope.stateDir()),
                scope.strangers(existing));
    }

    private List<Topic> topics(List<String> names, Set<String> existing) {
        Map<String, TopicDescription> topics =
                broker.describe(names.stream().filter(existing::contains).toList());
        Map<TopicPartition, Long> begin = broker.offsets(topics, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = broker.offsets(topics, OffsetSpec.latest());
        return names.stream()
                .filter(topics::containsKey)
                .map(name -> new Topic(
                        name,
                        topics.get(name).partitions().size(),
                        end.keySet().stream()
                                .filter(partition -> partition.topic().equals(name))
                                .mapToLong(partition -> end.get(partition) - begin.get(partition))
                                .sum()))
                .toList();
    }

    private Optional<Group> group(String name) {
        ConsumerGroupDescription group;
        try {
            group = broker.admin()
                    .describeConsumerGroups(List.of(name))
                    .describedGroups()
                    .get(name)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new KafkaException(
                    "cannot describe group " + name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        if (group.groupState() == GroupState.DEAD) {
            return Optional.empty();
        }
        int offsets = Broker.answer(
                        "read the offsets of group " + name,
                        broker.admin().listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata())
                .size();
        return Optional.of(new Group(
                name,
                offsets,
                group.members().stream()
                        .map(member -> member.groupInstanceId().orElse(member.clientId()) + " at "
                                + member.host().replaceFirst("^/", ""))
                        .sorted()
                        .distinct()
                        .toList()));
    }
}
