package io.upsurge.app.reset;

import io.upsurge.app.reset.ResetPlan.Topic;
import io.upsurge.app.tail.TailStart;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.app.topics.TopicSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Destroys what a plan names. The group goes first: brokers refuse while it has members, and whoever starts when only a part
 * is done reads the inputs from their beginning, never from the middle without state. Doing it again finishes it.
 */
public final class Reset {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Broker broker;
    private final Duration patience;
    private final Clock clock;
    private final Consumer<String> told;

    /**
     * Prepares.
     *
     * @param admin client of the cluster; not closed here
     * @param patience how long is waited until deleted topics are gone and new ones answer
     * @param clock tells the age of samples
     * @param told hears what is done
     */
    public Reset(Admin admin, Duration patience, Clock clock, Consumer<String> told) {
        this.broker = new Broker(admin);
        this.patience = patience;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Destroys.
     *
     * @param from where the samples are read from by the next start; roll-outs are read from their beginning always, since
     *     they say what ran
     * @throws ResetRefusedException if somebody works on it
     * @throws KafkaException if the cluster does not answer or refuses to
     */
    public void execute(ResetPlan plan, TailStart from) {
        plan.requireUnused();
        for (ResetPlan.Group group : plan.groups()) {
            Broker.answer(
                    "delete group " + group.name(),
                    broker.admin().deleteConsumerGroups(List.of(group.name())).all());
            told.accept("deleted group " + group.name());
        }
        List<TopicSpec> results = specs(plan.results());
        delete(plan.internal());
        delete(plan.results());
        if (!results.isEmpty()) {
            new TopicProvisioner(broker.admin(), patience)
                    .createMissing(new TopicPlan(
                            results,
                            plan.scope().inputs().samples(),
                            plan.scope().inputs().rollouts()));
            results.forEach(topic -> told.accept("created topic " + topic.name()));
        }
        if (plan.local().files() > 0) {
            plan.local().delete();
            told.accept("deleted " + plan.local().folder());
        }
        begin(plan.scope(), from);
    }

    /** Topics as they are, to be made anew: a compacted topic cannot be emptied otherwise. */
    private List<TopicSpec> specs(List<Topic> topics) {
        List<String> names = topics.stream().map(Topic::name).toList();
        Map<String, TopicDescription> descriptions = broker.describe(names);
        Map<ConfigResource, Config> configs = Broker.answer(
                "read the settings of " + names,
                broker.admin()
                        .describeConfigs(names.stream()
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList())
                        .all());
        List<TopicSpec> specs = new ArrayList<>();
        for (String name : names) {
            TreeMap<String, String> settings = new TreeMap<>();
            configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name)).entries().stream()
                    .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
            var partitions = descriptions.get(name).partitions();
            specs.add(new TopicSpec(
                    name,
                    partitions.size(),
                    (short) partitions.get(0).replicas().size(),
                    settings));
        }
        return specs;
    }

    private void delete(List<Topic> topics) {
        List<String> names = topics.stream().map(Topic::name).toList();
        if (names.isEmpty()) {
            return;
        }
        Broker.answer(
                "delete topics " + names, broker.admin().deleteTopics(names).all());
        long deadline = System.nanoTime() + patience.toNanos();
        while (broker.topics().stream().anyMatch(names::contains)) {
            if (System.nanoTime() >= deadline) {
                throw new KafkaException("topics " + names + " are marked for deletion, but still there");
            }
            pause();
        }
        names.forEach(name -> told.accept("deleted topic " + name));
    }

    private void begin(ResetScope scope, TailStart from) {
        Set<String> existing = broker.topics();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (existing.contains(scope.inputs().samples())) {
            offsets.putAll(samples(broker.describe(List.of(scope.inputs().samples())), from));
        }
        if (existing.contains(scope.inputs().rollouts())) {
            offsets.putAll(broker.offsets(broker.describe(List.of(scope.inputs().rollouts())), OffsetSpec.earliest()));
        }
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        Broker.answer(
                "set the offsets of group " + scope.applicationId(),
                broker.admin()
                        .alterConsumerGroupOffsets(scope.applicationId(), commits)
                        .all());
    }

    private Map<TopicPartition, Long> samples(Map<String, TopicDescription> topic, TailStart from) {
        if (from instanceof TailStart.Beginning) {
            return broker.offsets(topic, OffsetSpec.earliest());
        }
        Map<TopicPartition, Long> end = broker.offsets(topic, OffsetSpec.latest());
        if (from instanceof TailStart.Since since) {
            broker.offsets(
                            topic,
                            OffsetSpec.forTimestamp(clock.millis() - since.age().toMillis()))
                    .forEach((partition, offset) -> {
                        if (offset >= 0) {
                            end.put(partition, offset);
                        }
                    });
        }
        return end;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
