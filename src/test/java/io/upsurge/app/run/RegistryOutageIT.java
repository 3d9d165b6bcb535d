package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.Fleet;
import io.upsurge.model.Scrape;
import io.upsurge.wire.InMemoryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records say nothing of a registry that is away: they wait for it where they must, and are not refused. */
class RegistryOutageIT {
    private static final int PARTITIONS = 4;

    @TempDir
    Path stateDir;

    @Test
    void shouldKeepRecordsWaitingWhileTheRegistryIsAway() throws Exception {
        List<Object> records = Fleet.rollout("c1", 12, 20, 10, 2.0);
        long scrapes = records.stream().filter(Scrape.class::isInstance).count();
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            InMemoryRegistry schemas;
            String url;
            UpsurgeConfig config;
            try (DevRegistry registry = DevRegistry.start(0)) {
                schemas = registry.registry();
                url = registry.url();
                Map<String, String> settings =
                        Backlog.settings("outage", PARTITIONS, kafka.bootstrapServers(), url, stateDir);
                settings.put("registry.max.retries", "0");
                config = ConfigLoader.shipped(settings);
                new Backlog(config, Contracts.of(config)).preload(records);
            }
            int port = URI.create(url).getPort();
            // Nothing is remembered: this is what a process that has just started knows.
            Contracts contracts = Contracts.of(config);
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                    DeadLetters refused = new DeadLetters(config)) {
                try (ServerSocket away = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
                    pipeline.start();
                    hangUpOn(away, 3);
                }
                // It waits within its first poll, so Streams may still call itself rebalancing.
                assertThat(pipeline.hasFailed()).isFalse();
                assertThat(pipeline.count(Event.COUNTED_SAMPLE)).isZero();
                try (DevRegistry back = DevRegistry.start(port, schemas)) {
                    Awaitility.await()
                            .atMost(Duration.ofMinutes(1))
                            .until(() -> pipeline.count(Event.COUNTED_SAMPLE) >= scrapes);
                    assertThat(pipeline.count(Event.COUNTED_SAMPLE)).isEqualTo(scrapes);
                    assertThat(pipeline.count(Event.LATE_SAMPLE)).isZero();
                    assertThat(refused.readAll()).isEmpty();
                    assertThat(back.url()).isEqualTo(url);
                    Awaitility.await().atMost(Duration.ofMinutes(1)).until(pipeline::isRunning);
                    pipeline.close(); // before the registry goes again: it may still write its first rate
                }
            }
        }
    }

    @Test
    void shouldGoOnWithoutTheRegistryOnceItHasSeenTheSchemas() throws Exception {
        List<Object> records = Fleet.rollout("c1", 6, 40, 15, 2.6);
        int half = records.size() / 2;
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                DevRegistry registry = DevRegistry.start(0)) {
            Map<String, String> settings =
                    Backlog.settings("cached", PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir);
            UpsurgeConfig config = ConfigLoader.shipped(settings);
            Contracts contracts = Contracts.of(config);
            Backlog backlog = new Backlog(config, contracts);
            backlog.preload(records.subList(0, half));
            try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                    Outputs outputs = new Outputs(config, contracts);
                    DeadLetters refused = new DeadLetters(config)) {
                pipeline.start();
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                    outputs.poll();
                    return !outputs.rates().isEmpty();
                });
                registry.close();
                backlog.send(records.subList(half, records.size()));
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
                    outputs.poll();
                    return !outputs.anomalies().isEmpty();
                });
                assertThat(pipeline.hasFailed()).isFalse();
                assertThat(refused.readAll()).isEmpty();
            }
        }
    }

    /** Takes connections and breaks them off, until that has happened so many times. */
    private static void hangUpOn(ServerSocket server, int times) throws IOException {
        server.setSoTimeout(60_000);
        for (int asked = 0; asked < times; asked++) {
            server.accept().close();
        }
    }
}
