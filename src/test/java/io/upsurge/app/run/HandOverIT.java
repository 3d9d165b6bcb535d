package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is stopped in order, beside another one that goes on. */
class HandOverIT {
    private static final int PARTITIONS = 2;

    private static EmbeddedKafka kafka;
    private static DevRegistry registry;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.startTemporary();
        registry = DevRegistry.start(0);
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    private UpsurgeConfig config(String name, String instance, Map<String, String> more) {
        Map<String, String> settings = Backlog.settings(
                name, PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir.resolve(instance));
        // Far longer than this test: nobody is missed, who goes must say so.
        settings.put("pipeline.streams.consumer.session.timeout.ms", "600000");
        settings.putAll(more);
        return ConfigLoader.shipped(settings);
    }

    @Test
    void shouldLeaveItsWorkToTheOthersWhenItIsStopped() {
        assertThat(membersAfterOneStopped("leaves", Map.of(), Map.of())).isEqualTo(1);
    }

    @Test
    void shouldKeepItsWorkWhenItIsAStaticMember() {
        String key = "pipeline.streams.consumer.group.instance.id";
        assertThat(membersAfterOneStopped("stays", Map.of(key, "a"), Map.of(key, "b")))
                .isEqualTo(2);
    }

    private int membersAfterOneStopped(String name, Map<String, String> first, Map<String, String> second) {
        UpsurgeConfig one = config(name, "one", first);
        UpsurgeConfig two = config(name, "two", second);
        Contracts contracts = Contracts.of(one);
        new Backlog(one, contracts).preload(List.of());
        try (Admin admin = Admin.create(new HashMap<>(one.kafka()));
                Pipeline stays = new Pipeline(one, PARTITIONS, contracts.forTopology())) {
            stays.start();
            try (Pipeline goes = new Pipeline(two, PARTITIONS, contracts.forTopology())) {
                goes.start();
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> members(admin, name) == 2);
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> stays.isRunning() && goes.isRunning());
            }
            return members(admin, name);
        }
    }

    private static int members(Admin admin, String group) {
        try {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
