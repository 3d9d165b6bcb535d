package io.upsurge.app.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing. What exists stays as it is; {@link TopicCheck} tells how it differs.
 *
 * <p>Returns only when every partition answers: an idempotent producer that writes to a leader whose log is not there yet
 * can get stuck and lose records.
 */
public final class TopicProvisioner {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final Duration patience;

    /**
     * Makes a provisioner.
     *
     * @param admin client of the cluster; not closed here
     * @param patience how long partitions of new topics are waited for
     */
    public TopicProvisioner(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Creates the missing topics of the plan and waits until all partitions of all its topics answer. Doing it again, or
     * in two processes at once, is harmless.
     *
     * @param plan how the topics should be
     * @return names of the topics created by this call, in the order of the plan
     * @throws TopicException if a topic cannot be created or its partitions do not answer in time
     */
    public List<String> createMissing(TopicPlan plan) {
        List<NewTopic> topics = plan.topics().stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), topic.replicationFactor())
                        .configs(topic.settings()))
                .toList();
        Map<String, KafkaFuture<Void>> answers = admin.createTopics(topics).values();
        List<String> created = new ArrayList<>();
        for (String name : plan.names()) {
            if (wasCreated(name, answers.get(name))) {
                created.add(name);
            }
        }
        awaitPartitions(plan.names());
        return created;
    }

    private static boolean wasCreated(String name, KafkaFuture<Void> answer) {
        try {
            answer.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new TopicException(
                    "cannot create topic " + name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitPartitions(Collection<String> names) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                admin.listOffsets(latest(names)).all().get();
                return;
            } catch (ExecutionException e) {
                boolean mayPass =
                        e.getCause() instanceof RetriableException && !(e.getCause() instanceof TimeoutException);
                if (!mayPass || System.nanoTime() >= deadline) {
                    throw new TopicException(
                            "partitions of " + String.join(", ", names) + " do not answer: "
                                    + e.getCause().getMessage(),
                            e.getCause());
                }
                pause();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private Map<TopicPartition, OffsetSpec> latest(Collection<String> names)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return latest;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static TopicException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TopicException("interrupted while creating topics", e);
    }
}
