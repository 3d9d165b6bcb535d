package io.upsurge.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.run.Backlog;
import io.upsurge.detect.Fleet;
import io.upsurge.wire.Compatibility;
import io.upsurge.wire.InMemoryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upsurge run} as an operator meets it: what may come is waited for, what is wrong is told. */
class RunIT {
    private static final int PARTITIONS = 4;

    @TempDir
    Path dir;

    private static ChildProcess run(Map<String, String> settings) throws IOException {
        List<String> args = new ArrayList<>(List.of("run"));
        settings.forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
        return ChildProcess.start(args);
    }

    @Test
    void shouldWaitForKafkaThenTopicsThenTheRegistryThenSchemasAndThenWork() throws Exception {
        int kafkaPort = freePort();
        int registryPort = freePort();
        String bootstrap = "127.0.0.1:" + kafkaPort;
        String url = "http://127.0.0.1:" + registryPort;
        Map<String, String> settings = Backlog.settings("late", PARTITIONS, bootstrap, url, dir);
        UpsurgeConfig config = ConfigLoader.shipped(settings);
        try (ChildProcess upsurge = run(settings)) {
            upsurge.awaitErr("Waiting for Kafka at " + bootstrap);
            URI http = address(upsurge);
            assertHealth(http.resolve("/livez"), 200, "ok");
            assertHealth(http.resolve("/readyz"), 503, "waiting for Kafka at " + bootstrap);
            try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), kafkaPort)) {
                assertThat(kafka.bootstrapServers()).isEqualTo(bootstrap);
                upsurge.awaitErr("Waiting for the topics late.samples, late.rollouts");
                assertHealth(http.resolve("/readyz"), 503, "waiting for the topics late.samples");
                assertThat(upsurge.err()).contains("`upsurge topics create` makes them");

                Contracts contracts = Contracts.of(config);
                Backlog backlog = new Backlog(config, contracts);
                backlog.createTopics();
                upsurge.awaitErr("Waiting for the schema registry");
                assertThat(upsurge.err()).contains(url);

                InMemoryRegistry schemas = new InMemoryRegistry();
                try (DevRegistry registry = DevRegistry.start(registryPort, schemas);
                        Outputs outputs = new Outputs(config, contracts)) {
                    assertThat(registry.url()).isEqualTo(url);
                    upsurge.awaitErr("Waiting for the schemas: subject late.samples-value does not have");
                    assertHealth(http.resolve("/livez"), 200, "ok");
                    contracts.subjects().register(schemas);
                    backlog.send(Fleet.rollout("c1", 6, 10, 5, 1.0));
                    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                        outputs.poll();
                        return !outputs.rates().isEmpty();
                    });
                    assertHealth(http.resolve("/readyz"), 200, "ok");
                    assertHealth(http.resolve("/livez"), 200, "ok");
                    upsurge.terminate();
                    assertThat(upsurge.exitCode()).isEqualTo(143);
                    assertThat(upsurge.err()).doesNotContain(" ERROR ", "\tat ");
                    assertThat(upsurge.out()).isEmpty();
                }
            }
        }
    }

    @Test
    void shouldEndWhereWhatIsThereCannotBeUsed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            Map<String, String> settings = Backlog.settings("unfit", 2, kafka.bootstrapServers(), registry.url(), dir);
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Backlog backlog = new Backlog(config, Contracts.of(config));
            backlog.preload(List.of());
            registry.registry().setCompatibility("unfit.samples-value", Compatibility.NONE);
            assertThat(refusal(settings))
                    .contains("the schema registry cannot be used", "unfit.samples-value", "`upsurge topics create`");

            registry.registry().setCompatibility("unfit.samples-value", Compatibility.FULL_TRANSITIVE);
            try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
                admin.createPartitions(Map.of("unfit.samples", NewPartitions.increaseTo(3)))
                        .all()
                        .get();
            }
            assertThat(refusal(settings))
                    .contains("the topics cannot be used", "unfit.rollouts", "2", "3, as unfit.samples has");

            settings.put("kafka.security.protocol", "nonsense");
            assertThat(refusal(settings)).contains("Kafka settings", "security.protocol", "nonsense");
        }
    }

    /** The one line with which it ends. */
    private static String refusal(Map<String, String> settings) throws Exception {
        try (ChildProcess upsurge = run(settings)) {
            assertThat(upsurge.exitCode()).as(upsurge.err()).isEqualTo(2);
            List<String> told = upsurge.err()
                    .lines()
                    .filter(line -> !line.contains(" INFO ") && !line.contains("should be 2"))
                    .toList();
            assertThat(told).hasSize(1);
            assertThat(told.get(0)).startsWith("upsurge: ");
            return told.get(0);
        }
    }

    private static URI address(ChildProcess process) {
        String before = "Health and metrics at ";
        process.awaitErr(before);
        String rest = process.err().substring(process.err().indexOf(before) + before.length());
        return URI.create(rest.lines().findFirst().orElseThrow());
    }

    private static void assertHealth(URI uri, int status, String body) throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(uri + " " + answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(body);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
