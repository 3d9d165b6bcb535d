package io.upsurge.app.topics;

import io.upsurge.app.topics.TopicDifference.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Compares the topics of a cluster with the plan. Changes nothing. */
public final class TopicCheck {
    private static final String ABSENT = "absent";

    private final Admin admin;
    private final boolean settingsMayBeHidden;

    /**
     * Makes a check.
     *
     * @param admin client of the cluster; not closed here
     */
    public TopicCheck(Admin admin) {
        this(admin, false);
    }

    private TopicCheck(Admin admin, boolean settingsMayBeHidden) {
        this.admin = admin;
        this.settingsMayBeHidden = settingsMayBeHidden;
    }

    /** A check that leaves out settings which it is not permitted to see: who only uses topics need not see them. */
    public static TopicCheck ofUser(Admin admin) {
        return new TopicCheck(admin, true);
    }

    /**
     * Every difference from the plan. A missing topic, and a number of partitions that differs between samples and
     * roll-outs, are errors; all else is a warning.
     *
     * @param plan how it should be
     * @return the differences in the order of the plan, empty if all is as planned
     * @throws TopicException if the cluster does not answer or refuses to
     */
    public List<TopicDifference> differences(TopicPlan plan) {
        Map<String, TopicDescription> found = describe(plan.names());
        Map<String, Config> settings = settings(found.keySet().stream().toList());
        List<TopicDifference> differences = new ArrayList<>();
        for (TopicSpec wanted : plan.topics()) {
            TopicDescription topic = found.get(wanted.name());
            if (topic == null) {
                differences.add(new TopicDifference(
                        wanted.name(), "topic", TopicDifference.MISSING, "present", Severity.ERROR));
            } else {
                compareShape(wanted, topic, differences);
                compareSettings(wanted, settings.get(wanted.name()), differences);
            }
        }
        comparePair(plan, found).ifPresent(differences::add);
        return differences;
    }

    private static void compareShape(TopicSpec wanted, TopicDescription topic, List<TopicDifference> differences) {
        int partitions = topic.partitions().size();
        if (partitions != wanted.partitions()) {
            differences.add(warning(wanted, "partitions", partitions, wanted.partitions()));
        }
        int replicas = topic.partitions().get(0).replicas().size();
        if (replicas != wanted.replicationFactor()) {
            differences.add(warning(wanted, "replication factor", replicas, wanted.replicationFactor()));
        }
    }

    private static void compareSettings(TopicSpec wanted, Config config, List<TopicDifference> differences) {
        if (config == null) {
            return;
        }
        wanted.settings().forEach((name, shouldBe) -> {
            ConfigEntry entry = config.get(name);
            String is = entry == null || entry.value() == null ? ABSENT : entry.value();
            if (!is.equals(shouldBe)) {
                differences.add(warning(wanted, name, is, shouldBe));
            }
        });
    }

    private static Optional<TopicDifference> comparePair(TopicPlan plan, Map<String, TopicDescription> found) {
        TopicDescription samples = found.get(plan.samples());
        TopicDescription rollouts = found.get(plan.rollouts());
        if (samples == null
                || rollouts == null
                || samples.partitions().size() == rollouts.partitions().size()) {
            return Optional.empty();
        }
        return Optional.of(new TopicDifference(
                plan.rollouts(),
                "partitions",
                String.valueOf(rollouts.partitions().size()),
                samples.partitions().size() + ", as " + plan.samples() + " has",
                Severity.ERROR));
    }

    private static TopicDifference warning(TopicSpec wanted, String setting, Object is, Object shouldBe) {
        return new TopicDifference(
                wanted.name(), setting, String.valueOf(is), String.valueOf(shouldBe), Severity.WARNING);
    }

    private Map<String, TopicDescription> describe(List<String> names) {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            try {
                found.put(name, answer.get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure("topic " + name, e.getCause());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        return found;
    }

    private Map<String, Config> settings(List<String> names) {
        Map<String, Config> settings = new LinkedHashMap<>();
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> answers =
                admin.describeConfigs(resources).values();
        answers.forEach((resource, answer) -> {
            try {
                settings.put(resource.name(), answer.get());
            } catch (ExecutionException e) {
                if (!settingsMayBeHidden || !(e.getCause() instanceof AuthorizationException)) {
                    throw failure("the settings of topic " + resource.name(), e.getCause());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
        return settings;
    }

    private static TopicException failure(String what, Throwable cause) {
        return new TopicException("cannot look at " + what + ": " + cause.getMessage(), cause);
    }

    private static TopicException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TopicException("interrupted while looking at topics", e);
    }
}
