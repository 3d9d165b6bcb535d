package io.upsurge.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.upsurge.app.ChildProcess;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.deliver.Life;
import io.upsurge.deliver.http.ScriptedServer;
import io.upsurge.deliver.http.ScriptedServer.Request;
import io.upsurge.deliver.http.ScriptedServer.Response;
import io.upsurge.model.Anomaly.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks that fail in every way, in front of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {
    @TempDir
    Path dir;

    private EmbeddedKafka kafka;
    private DevRegistry registry;

    @BeforeAll
    void start() {
        kafka = EmbeddedKafka.startTemporary();
        registry = DevRegistry.start(0);
    }

    @AfterAll
    void stop() {
        registry.close();
        kafka.close();
    }

    @Test
    void shouldNotLetASinkThatHangsHoldBackAnother() throws Exception {
        try (ScriptedServer good = ScriptedServer.start();
                ScriptedServer hanging = ScriptedServer.start().answering(request -> Response.NEVER)) {
            AlertStage stage = stage("hang", webhook("good", good, "") + webhook("hanging", hanging, "timeout: 1s\n"));
            try (Alerts alerts = stage.alerts()) {
                awaitGroup(stage, "good");
                Life life = new Life("a");
                stage.send(life.open(Level.CONFIRMED), life.resolve());

                patient().untilAsserted(() -> assertThat(told(good)).containsExactly("opened a/1", "ended a/2"));
                patient().untilAsserted(() -> {
                    assertThat(stage.metric("upsurge.alert.failures", "hanging"))
                            .isPositive();
                    assertThat(stage.metric("upsurge.alert.pending", "hanging")).isEqualTo(2);
                    assertThat(stage.metric("upsurge.alert.oldest", "hanging")).isPositive();
                    assertThat(stage.metric("upsurge.alert.pending", "good")).isZero();
                });
                assertThat(alerts).isNotNull();
            }
        }
    }

    @Test
    void shouldStayInItsGroupThroughAnOutageAndTellEverythingOnce() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start().answering(request -> switch (attempts.incrementAndGet()) {
            case 1 -> new Response(429, Map.of("Retry-After", "6"), "slow down");
            case 2 -> Response.of(503);
            case 3 -> Response.of(408);
            case 4 -> new Response(302, Map.of("Location", "http://127.0.0.1:1/"), "");
            case 5 -> Response.of(401);
            default -> Response.OK;
        })) {
            AlertStage stage = stage("outage", webhook("hook", server, ""));
            try (Alerts alerts = stage.alerts();
                    Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                awaitGroup(stage, "hook");
                String member = member(admin, "outage-alert-hook");
                long begun = System.nanoTime();
                Life life = new Life("a");
                stage.send(life.open(Level.CONFIRMED), life.update(Level.CONFIRMED), life.update(Level.CERTIFIED));

                patient().untilAsserted(() -> assertThat(told(server)).contains("changed a/3"));
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .as("Retry-After is longer than max.poll.interval.ms")
                        .isGreaterThan(Duration.ofSeconds(6));
                assertThat(told(server).stream().distinct()).containsExactly("opened a/1", "changed a/3");
                assertThat(told(server)).hasSize(7);
                assertThat(member(admin, "outage-alert-hook")).isEqualTo(member);
                assertThat(stage.metric("upsurge.alert.failures", "hook")).isEqualTo(5);
                assertThat(alerts).isNotNull();
            }
        }
    }

    @Test
    void shouldGoOnPastWhatASinkWillNeverTake() throws Exception {
        try (ScriptedServer server = ScriptedServer.start().answering(request -> {
            String key = request.header("Idempotency-Key");
            return Response.of(key.startsWith("bad/") ? 422 : key.startsWith("broken/") ? 500 : 200);
        })) {
            AlertStage stage = stage("poison", webhook("hook", server, "give-up-after: 2s\n"));
            try (Alerts alerts = stage.alerts()) {
                awaitGroup(stage, "hook");
                Life bad = new Life("bad");
                Life broken = new Life("broken");
                Life good = new Life("good");
                stage.send(bad.open(Level.CONFIRMED), broken.open(Level.CONFIRMED), good.open(Level.CONFIRMED));
                stage.sendRaw("junk", new byte[] {1, 2, 3});
                stage.send(bad.resolve(), good.resolve());

                patient().untilAsserted(() -> assertThat(told(server)).contains("opened good/1", "ended good/2"));
                assertThat(told(server))
                        .as("it was not told of, so it is not over")
                        .doesNotContain("ended bad/2");
                patient().untilAsserted(() -> {
                    assertThat(dropped(stage, "http-422")).isEqualTo(1);
                    assertThat(dropped(stage, "undecodable")).isEqualTo(1);
                });
                AtomicInteger more = new AtomicInteger();
                patient().untilAsserted(() -> {
                    stage.send(new Life("more" + more.incrementAndGet()).open(Level.CONFIRMED));
                    assertThat(dropped(stage, "given-up")).isEqualTo(1);
                });
                patient().untilAsserted(() -> assertThat(stage.metric("upsurge.alert.pending", "hook"))
                        .isZero());
                assertThat(alerts).isNotNull();
            }
        }
    }

    @Test
    void shouldTellANewSinkOfWhatIsOpenAndNotOfHistory() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            AlertStage stage = stage("fresh", webhook("hook", server, ""));
            Life over = new Life("over");
            Life open = new Life("open");
            stage.send(
                    over.open(Level.CONFIRMED),
                    open.open(Level.SUSPECTED),
                    open.update(Level.CONFIRMED),
                    open.update(Level.CONFIRMED),
                    over.resolve());
            try (Alerts alerts = stage.alerts()) {
                patient().untilAsserted(() -> assertThat(told(server)).containsExactly("opened open/3"));
                assertThat(alerts).isNotNull();
            }
            stage.send(open.resolve());
            try (Alerts alerts = stage.alerts()) {
                patient()
                        .untilAsserted(() -> assertThat(told(server)).containsExactly("opened open/3", "ended open/4"));
                assertThat(alerts).isNotNull();
            }
        }
    }

    @Test
    void shouldTellAgainWhatIsOpenWhenOtherThingsAreWanted() throws Exception {
        try (ScriptedServer server = ScriptedServer.start()) {
            AlertStage quiet = stage("rules", webhook("hook", server, "min-level: certified\n"));
            Life life = new Life("a");
            quiet.send(life.open(Level.CONFIRMED));
            try (Alerts alerts = quiet.alerts()) {
                awaitGroup(quiet, "hook");
                patient().until(() -> quiet.metric("upsurge.alert.lag", "hook") == 0);
                assertThat(alerts).isNotNull();
            }
            assertThat(told(server)).isEmpty();
            AlertStage keen = stage("rules", webhook("hook", server, "min-level: suspected\n"));
            try (Alerts alerts = keen.alerts()) {
                patient().untilAsserted(() -> assertThat(told(server)).containsExactly("opened a/1"));
                assertThat(alerts).isNotNull();
            }
        }
    }

    @Test
    void shouldLoseNothingAndKeepIdentityWhenItIsKilled() throws Exception {
        AtomicInteger hang = new AtomicInteger(1);
        try (ScriptedServer server = ScriptedServer.start()
                .answering(request -> request.header("Idempotency-Key").equals("b/1") && hang.get() == 1
                        ? Response.NEVER
                        : Response.OK)) {
            AlertStage stage = stage("killed", webhook("hook", server, "timeout: 30s\n"));
            Life a = new Life("a");
            Life b = new Life("b");
            try (ChildProcess alert = stage.process()) {
                alert.awaitErr("Telling hook of anomalies");
                awaitGroup(stage, "hook");
                stage.send(a.open(Level.CONFIRMED));
                patient().untilAsserted(() -> assertThat(told(server)).contains("opened a/1"));
                awaitCommitted(stage, "hook", 1);
                stage.send(b.open(Level.CONFIRMED), a.update(Level.CERTIFIED));
                patient().untilAsserted(() -> assertThat(told(server)).contains("opened b/1"));
            } // kill -9, with a request in hand
            hang.set(0);
            stage.send(b.resolve(), a.resolve());
            int before = told(server).size();
            try (ChildProcess alert = stage.process()) {
                patient().untilAsserted(() -> assertThat(
                                told(server).subList(before, told(server).size()))
                        .contains("opened b/1", "ended b/2", "changed a/2", "ended a/3"));
                assertThat(told(server).subList(before, told(server).size()))
                        .as("what was committed is not told again")
                        .doesNotContain("opened a/1")
                        .doesNotHaveDuplicates();
                alert.terminate();
                assertThat(alert.err()).doesNotContain(" ERROR ", "\tat ");
            }
        }
    }

    private static double dropped(AlertStage stage, String reason) {
        var counter = stage.metrics
                .find("upsurge.alert.dropped")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private AlertStage stage(String name, String sinks) throws IOException {
        return new AlertStage(kafka, registry, dir, name, sinks);
    }

    static String webhook(String name, ScriptedServer server, String more) {
        return "- name: %s\n  type: webhook\n  url: %s\n%s".formatted(name, server.url("/" + name), more.indent(2));
    }

    static ConditionFactory patient() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }

    /** What was told, as {@code event key}, each attempt by itself. */
    private static List<String> told(ScriptedServer server) {
        return server.requests().stream()
                .map(request -> json(request).get("event").asText() + ' ' + request.header("Idempotency-Key"))
                .toList();
    }

    private static JsonNode json(Request request) {
        try {
            return new JsonMapper().readTree(request.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String member(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                .map(member -> member.consumerId())
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the sink has committed where it begins. */
    private void awaitGroup(AlertStage stage, String sink) {
        awaitCommitted(stage, sink, 0);
    }

    private void awaitCommitted(AlertStage stage, String sink, long atLeast) {
        String group = stage.config().pipeline().applicationId() + "-alert-" + sink;
        Predicate<Admin> reached = admin -> {
            try {
                var offsets = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return offsets.size() == 2
                        && offsets.values().stream()
                                        .mapToLong(offset -> offset.offset())
                                        .sum()
                                >= atLeast;
            } catch (Exception e) {
                return false;
            }
        };
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            patient().until(() -> reached.test(admin));
        }
    }
}
