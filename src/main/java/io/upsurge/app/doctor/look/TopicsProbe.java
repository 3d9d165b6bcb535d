package io.upsurge.app.doctor.look;

import io.upsurge.app.doctor.look.TopicsView.Topic;
import io.upsurge.app.topics.TopicCheck;
import io.upsurge.app.topics.TopicDifference;
import io.upsurge.app.topics.TopicPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks a cluster for the topics of a plan, their settings, and what this principal may do with them. */
public final class TopicsProbe {
    private final Admin admin;

    /**
     * A probe.
     *
     * @param admin client of the cluster; not closed here
     */
    public TopicsProbe(Admin admin) {
        this.admin = admin;
    }

    /**
     * Looks at the topics.
     *
     * @param plan how they should be
     * @throws ExecutionException if the cluster does not answer
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public TopicsView look(TopicPlan plan) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        Map<String, String> hidden = new LinkedHashMap<>();
        describe(plan.names(), found, hidden);
        TopicPlan visible = new TopicPlan(
                plan.topics().stream()
                        .filter(topic -> !hidden.containsKey(topic.name()))
                        .toList(),
                plan.samples(),
                plan.rollouts());
        Optional<String> settingsHidden = Optional.empty();
        Map<String, Config> settings = Map.of();
        List<TopicDifference> differences = List.of();
        try {
            settings = settings(found.keySet().stream().toList());
            differences = new TopicCheck(admin).differences(visible);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            settingsHidden = Optional.of(e.getCause().getMessage());
        }
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (Map.Entry<String, TopicDescription> topic : found.entrySet()) {
            topics.put(topic.getKey(), topic(topic.getValue(), Optional.ofNullable(settings.get(topic.getKey()))));
        }
        return new TopicsView(topics, hidden, differences, settingsHidden);
    }

    private void describe(List<String> names, Map<String, TopicDescription> found, Map<String, String> hidden)
            throws ExecutionException, InterruptedException {
        var answers = admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (String name : names) {
            try {
                found.put(name, answers.get(name).get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    hidden.put(name, e.getCause().getMessage());
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }

    private Map<String, Config> settings(List<String> names) throws ExecutionException, InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> settings = new LinkedHashMap<>();
        admin.describeConfigs(resources).all().get().forEach((topic, config) -> settings.put(topic.name(), config));
        return settings;
    }

    private static Topic topic(TopicDescription topic, Optional<Config> settings) {
        List<TopicPartitionInfo> partitions = topic.partitions();
        return new Topic(
                partitions.size(),
                partitions.get(0).replicas().size(),
                partitions.stream()
                        .mapToInt(partition -> partition.isr().size())
                        .min()
                        .orElse(0),
                (int) partitions.stream()
                        .filter(partition ->
                                partition.leader() == null || partition.leader().isEmpty())
                        .count(),
                number(settings, "min.insync.replicas"),
                number(settings, "max.message.bytes"),
                topic.authorizedOperations() == null ? Set.of() : topic.authorizedOperations());
    }

    private static int number(Optional<Config> settings, String name) {
        return settings.map(config -> config.get(name))
                .map(ConfigEntry::value)
                .map(Integer::parseInt)
                .orElse(0);
    }
}
