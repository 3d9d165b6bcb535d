package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.topics.TopicCheck;
import io.upsurge.app.topics.TopicDifference;
import io.upsurge.app.topics.TopicDifference.Severity;
import io.upsurge.app.topics.TopicException;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.wire.RegistryException;
import io.upsurge.wire.RegistryUnavailableException;
import io.upsurge.wire.SchemaSubjects;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be there before the topology can start: Kafka, its topics, the registry with our contracts. Whatever may still
 * come is waited for, with a message that says what is missing; what will not mend itself ends the process.
 */
public final class Prerequisites {
    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int REPEAT_MESSAGE_EVERY = 15;

    private final UpsurgeConfig config;
    private final Contracts contracts;

    /** Prepares the check. */
    public Prerequisites(UpsurgeConfig config, Contracts contracts) {
        this.config = config;
        this.contracts = contracts;
    }

    /**
     * Waits for all of it.
     *
     * @param told hears what is waited for, whenever something is
     * @return partitions of the samples topic
     * @throws UnfitException if something is there but wrong
     * @throws ConfigException if a setting of the Kafka clients is wrong
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public int await(Consumer<String> told) throws InterruptedException {
        String said = "";
        for (int attempt = 0; ; attempt++) {
            String missing;
            try {
                int partitions = partitions();
                awaitRegistry();
                return partitions;
            } catch (NotYetException e) {
                missing = e.getMessage();
            } catch (RegistryUnavailableException e) {
                missing = "the schema registry: " + e.getMessage();
            }
            told.accept(missing);
            if (!Objects.equals(missing, said) || attempt % REPEAT_MESSAGE_EVERY == 0) {
                LOG.warn("Waiting for {}", missing);
                said = missing;
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Something is there but not fit for use. */
    public static final class UnfitException extends RuntimeException {
        UnfitException(String message) {
            super(message);
        }
    }

    private static final class NotYetException extends Exception {
        NotYetException(String message) {
            super(message);
        }
    }

    private int partitions() throws NotYetException {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("client.id", "upsurge-prerequisites");
        settings.putIfAbsent("default.api.timeout.ms", "5000");
        settings.putIfAbsent("request.timeout.ms", "5000");
        TopicPlan plan = TopicPlan.of(config.topics());
        try (Admin admin = Admin.create(settings)) {
            List<TopicDifference> differences = new TopicCheck(admin).differences(plan);
            List<TopicDifference> missing =
                    differences.stream().filter(TopicDifference::isMissingTopic).toList();
            if (!missing.isEmpty()) {
                throw new NotYetException("the topics "
                        + missing.stream().map(TopicDifference::topic).collect(Collectors.joining(", "))
                        + "; `upsurge topics create` makes them");
            }
            List<TopicDifference> errors = differences.stream()
                    .filter(difference -> difference.severity() == Severity.ERROR)
                    .toList();
            differences.stream()
                    .filter(difference -> !errors.contains(difference))
                    .forEach(difference -> LOG.warn("Topics: {}", difference));
            if (!errors.isEmpty()) {
                throw new UnfitException("the topics cannot be used: "
                        + errors.stream().map(TopicDifference::toString).collect(Collectors.joining("; ")));
            }
            return admin.describeTopics(List.of(config.topics().samples()))
                    .allTopicNames()
                    .get()
                    .get(config.topics().samples())
                    .partitions()
                    .size();
        } catch (ConfigException e) {
            throw e;
        } catch (KafkaException | TopicException e) {
            throw new NotYetException("Kafka at " + config.kafka().get("bootstrap.servers") + ": " + e.getMessage());
        } catch (ExecutionException e) {
            throw new NotYetException("Kafka at " + config.kafka().get("bootstrap.servers") + ": "
                    + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetException("interrupted");
        }
    }

    private void awaitRegistry() throws NotYetException {
        try {
            List<SchemaSubjects.State> states = contracts.subjects().states(contracts.registry());
            List<String> problems =
                    states.stream().flatMap(state -> state.problem().stream()).toList();
            if (problems.isEmpty()) {
                return;
            }
            if (Boolean.parseBoolean(config.registry().get("auto.register.schemas"))) {
                contracts.subjects().register(contracts.registry());
                return;
            }
            if (states.stream().anyMatch(SchemaSubjects.State::isTooWeak)) {
                throw new UnfitException("the schema registry cannot be used: " + String.join("; ", problems)
                        + ". `upsurge topics create` sets it");
            }
            throw new NotYetException(
                    "the schemas: " + String.join("; ", problems) + ". `upsurge topics create` registers them");
        } catch (RegistryException e) {
            throw new UnfitException("the schema registry refuses: " + e.getMessage());
        }
    }
}
