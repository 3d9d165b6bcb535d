package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.topics.Refusal;
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
import java.util.Optional;
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
    private final TopicPlan plan;

    /** Prepares the check of all topics. */
    public Prerequisites(UpsurgeConfig config, Contracts contracts) {
        this(config, contracts, TopicPlan.of(config.topics()));
    }

    private Prerequisites(UpsurgeConfig config, Contracts contracts, TopicPlan plan) {
        this.config = config;
        this.contracts = contracts;
        this.plan = plan;
    }

    /** Those of a command that uses some of the topics, and need not be permitted to look at the others. */
    public static Prerequisites of(UpsurgeConfig config, Contracts contracts, List<String> topics) {
        return new Prerequisites(
                config, contracts, TopicPlan.of(config.topics()).only(topics));
    }

    /**
     * Waits for all of it.
     *
     * @param told hears what is waited for, whenever something is
     * @return partitions of the samples topic; 0 if it is none of the topics
     * @throws UnfitException if something is there but wrong
     * @throws ConfigException if a setting of the Kafka clients is wrong
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public int await(Consumer<String> told) throws InterruptedException {
        String said = "";
        for (int attempt = 0; ; attempt++) {
            String missing;
            boolean refused = false;
            try {
                int partitions = partitions();
                awaitRegistry();
                return partitions;
            } catch (NotYetException e) {
                missing = e.getMessage();
                refused = e.refused;
            } catch (RegistryUnavailableException e) {
                missing = "the schema registry: " + e.getMessage();
            }
            told.accept(missing);
            if (!Objects.equals(missing, said) || attempt % REPEAT_MESSAGE_EVERY == 0) {
                if (refused) {
                    LOG.error("{}; trying again", missing);
                } else {
                    LOG.warn("Waiting for {}", missing);
                }
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
        /** Somebody would have to change credentials or rights. */
        private final boolean refused;

        NotYetException(String message) {
            this(message, false);
        }

        NotYetException(String message, boolean refused) {
            super(message);
            this.refused = refused;
        }
    }

    private int partitions() throws NotYetException {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("client.id", "upsurge-prerequisites");
        settings.putIfAbsent("default.api.timeout.ms", "5000");
        settings.putIfAbsent("request.timeout.ms", "5000");
        try (Admin admin = Admin.create(settings)) {
            List<TopicDifference> differences = TopicCheck.ofUser(admin).differences(plan);
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
            if (!plan.names().contains(config.topics().samples())) {
                return 0;
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
            throw notYet(e, e.getMessage());
        } catch (ExecutionException e) {
            throw notYet(e, e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetException("interrupted");
        }
    }

    private NotYetException notYet(Exception e, String message) {
        Optional<String> refusal = Refusal.in(e, "Describe");
        return new NotYetException(
                "Kafka at " + config.kafka().get("bootstrap.servers") + ": " + refusal.orElse(message),
                refusal.isPresent());
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
