package io.upsurge.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.CommandRun;
import io.upsurge.app.alert.Alerts;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.GuardedKafka;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.run.Backlog;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.run.Prerequisites;
import io.upsurge.detect.Fleet;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command with exactly the rights that the page gives it, and with one less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaAccessIT {
    private Path dir;
    private Path sinks;
    private AccessPage page;
    private GuardedKafka kafka;
    private DevRegistry registry;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        dir = folder;
        sinks = Files.writeString(
                folder.resolve("sinks.yaml"), Files.readString(Path.of(ConfigLoader.SHIPPED)) + SINKS);
        page = AccessPage.read();
        kafka = GuardedKafka.start(
                page.rights().keySet().stream().map(AccessPage::user).toList());
        registry = DevRegistry.start(0);
        kafka.permit(page.all());
        CommandRun created = CommandRun.of(arguments("topics create", settings("topics create")));
        assertThat(created.status()).as(created.said()).isZero();
        assertThat(created.said()).contains("created upsurge.samples", "schema  upsurge.samples-value");
    }

    @AfterAll
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void shouldWorkWithTheRightsOfThePage() throws Exception {
        try (Inputs inputs = Inputs.start(
                        config("ingest", Map.of("receiver.listen", "127.0.0.1:0")),
                        contracts("ingest"),
                        Set.of(Inputs.Kind.RECEIVER),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry());
                Pipeline pipeline = pipeline();
                Alerts alerts = Alerts.start(
                        config("alert", Map.of()), contracts("alert"), new SimpleMeterRegistry(), Clock.systemUTC())) {
            assertThat(awaitPrerequisites("ingest")).isEmpty();
            assertThat(awaitPrerequisites("alert")).isEmpty();
            assertThat(inputs.trouble()).isEmpty();
            pipeline.start();
            List<?> records = Fleet.rollout("c1", 6, 10, 5, 1.0);
            new Backlog(config("ingest", Map.of()), contracts("ingest"))
                    .send(records.stream()
                            .filter(SampleRecord.class::isInstance)
                            .toList());
            new Backlog(config("watch", Map.of()), contracts("watch"))
                    .send(records.stream().filter(RolloutFact.class::isInstance).toList());
            patiently().alias("rates").until(() -> {
                CommandRun tail =
                        CommandRun.of(arguments("tail version-rates --no-follow --from=beginning", settings("tail")));
                assertThat(tail.status()).as(tail.said()).isZero();
                return !tail.said().isBlank();
            });
            assertThat(pipeline.unready()).isEmpty();
            try (Admin admin = Admin.create(kafka.unguarded())) {
                patiently().alias("a member").until(() -> {
                    ConsumerGroupDescription group = admin.describeConsumerGroups(List.of("upsurge-alert-hook"))
                            .describedGroups()
                            .get("upsurge-alert-hook")
                            .get();
                    return group.members().stream()
                            .anyMatch(member ->
                                    !member.assignment().topicPartitions().isEmpty());
                });
            }
        }
        CommandRun verdict = CommandRun.of(arguments("verdict", settings("verdict")));
        assertThat(verdict.said()).doesNotContain("uthoriz", "not permit");
        CommandRun doctor = CommandRun.of(arguments("doctor", settings("doctor")));
        assertThat(doctor.said()).contains("all 6 topics are as planned", "run: may not Write upsurge.version-rates");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "READ, upsurge.samples, Kafka does not permit Read of topic upsurge.samples",
        "CREATE, upsurge-, Kafka does not permit Create: Could not create topic upsurge-",
        "WRITE, upsurge, Kafka does not permit Write of transactional ids"
    })
    void shouldSayWhatThePipelineIsNotPermitted(AclOperation operation, String resource, String said) throws Exception {
        kafka.permit(page.without("run", operation, resource));
        try (Admin admin = Admin.create(kafka.unguarded())) {
            List<String> internal = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("upsurge-"))
                    .toList();
            admin.deleteTopics(internal).all().get();
        }
        try (Pipeline pipeline = pipeline()) {
            pipeline.start();
            patiently().untilAsserted(() -> assertThat(pipeline.unready())
                    .hasValueSatisfying(why -> assertThat(why).contains(said)));
        }
    }

    @Test
    @Order(3)
    void shouldSayWhatIsMissingBeforeTheStart() throws Exception {
        kafka.permit(page.without("ingest", AclOperation.DESCRIBE, "upsurge.rollouts").stream()
                .filter(acl -> !acl.entry().principal().equals("User:ingest")
                        || !acl.pattern().name().equals("upsurge.rollouts"))
                .toList());
        assertThat(awaitPrerequisites("ingest"))
                .contains("Kafka does not permit Describe: cannot look at topic upsurge.rollouts")
                .contains("kafka-access.md");
    }

    @Test
    @Order(4)
    void shouldSayThatCredentialsAreWrongRatherThanWait() throws Exception {
        UpsurgeConfig wrong = config("run", kafka.settings("run", "hunter2"));
        assertThat(told(new Prerequisites(wrong, Contracts.of(wrong))))
                .contains("Kafka does not accept the credentials (SaslAuthenticationException: Authentication failed")
                .contains("see kafka.security.protocol, kafka.sasl")
                .doesNotContain("hunter2");
        Map<String, String> settings = settings("run");
        settings.putAll(kafka.settings("run", "hunter2"));
        for (String command : List.of("doctor", "topics check", "tail version-rates --no-follow")) {
            CommandRun run = CommandRun.of(arguments(command, settings));
            assertThat(run.status()).as(command).isEqualTo(2);
            assertThat(run.said()).as(command).contains("Authentication failed").doesNotContain("hunter2");
        }
    }

    private Pipeline pipeline() {
        Contracts contracts = contracts("run");
        return new Pipeline(config("run", Map.of("pipeline.max-thread-replacements", "2")), 2, contracts.forTopology());
    }

    /** What it waits for; empty if it has all it needs. */
    private String awaitPrerequisites(String command) throws Exception {
        UpsurgeConfig config = config(command, Map.of());
        UpsurgeConfig.Topics topics = config.topics();
        return told(Prerequisites.of(
                config,
                Contracts.of(config),
                command.equals("alert")
                        ? List.of(topics.anomalies(), topics.anomaliesOpen())
                        : List.of(topics.samples(), topics.rollouts(), topics.deadLetters())));
    }

    private static String told(Prerequisites prerequisites) throws Exception {
        CompletableFuture<String> told = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                prerequisites.await(told::complete);
                told.complete("");
            } catch (InterruptedException e) {
                told.complete("interrupted");
            } catch (RuntimeException e) {
                told.completeExceptionally(e);
            }
        });
        waiting.start();
        try {
            return told.get(60, TimeUnit.SECONDS);
        } finally {
            waiting.interrupt();
            waiting.join();
        }
    }

    /** Threads of the pipeline end of what is not permitted; that is looked at by what it says. */
    private static ConditionFactory patiently() {
        return Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300));
    }

    private Contracts contracts(String command) {
        return Contracts.of(config(command, Map.of()));
    }

    private UpsurgeConfig config(String command, Map<String, String> more) {
        Map<String, String> settings = settings(command);
        settings.putAll(more);
        return new ConfigLoader(Map.of()).load(sinks, overrides(settings)).config();
    }

    private static final String SINKS = """

            alerts:
              sinks:
                - { name: hook, type: webhook, url: "http://127.0.0.1:1" }
            """;

    private Map<String, String> settings(String command) {
        Map<String, String> settings =
                Backlog.settings("upsurge", 2, "", registry.url(), dir.resolve(AccessPage.user(command)));
        settings.putAll(kafka.settings(AccessPage.user(command)));
        return settings;
    }

    private static List<String> overrides(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue())
                .toList();
    }

    private static String[] arguments(String command, Map<String, String> settings) {
        List<String> args = new ArrayList<>(List.of(command.split(" ", -1)));
        overrides(settings).forEach(setting -> args.add("--set=" + setting));
        return args.toArray(String[]::new);
    }
}
