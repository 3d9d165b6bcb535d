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
import io.upsurge.model.Heartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live fleet whose sender writes no heartbeats, and which leaves at least two of four partitions without a node. */
class SilentPartitionIT {
    private static final int PARTITIONS = 4;
    private static final int NODES = 2;
    private static final int SECONDS = 60;

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

    private UpsurgeConfig config(String name, String idleAfter) {
        Map<String, String> settings =
                Backlog.settings(name, PARTITIONS, kafka.bootstrapServers(), registry.url(), stateDir);
        settings.put("pipeline.idle-after", idleAfter);
        settings.put("engine.window", "10s");
        settings.put("engine.scrape-interval", "1s");
        settings.put("engine.grace", "1s");
        return ConfigLoader.shipped(settings);
    }

    /** The last minute of two nodes up to an instant. */
    private static List<Object> lastMinute(long nowMs) {
        List<Object> records = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            records.add(Fleet.fact("c1", "n" + node, "A", "pod-" + node, nowMs - Fleet.MINUTE * 60));
        }
        for (int second = 0; second <= SECONDS; second++) {
            for (int node = 0; node < NODES; node++) {
                long at = nowMs - (SECONDS - second) * 1_000L;
                records.add(Fleet.scrape("c1", "n" + node, at, "pod-" + node, 5.0 * second));
            }
        }
        return records;
    }

    @Test
    void shouldNotWaitForPartitionsThatStaySilent() {
        UpsurgeConfig config = config("idle", "2s");
        Contracts contracts = Contracts.of(config);
        Backlog backlog = new Backlog(config, contracts);
        backlog.preload(List.of());
        try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            start(pipeline);
            backlog.send(lastMinute(System.currentTimeMillis()));
            awaitRates(outputs);
            assertThat(pipeline.count(Event.LATE_SAMPLE)).isZero();
            assertThat(outputs.rates()).allMatch(rate -> rate.version().equals("A"));
        }
    }

    @Test
    void shouldWaitForSilentPartitionsForEverWhenToldTo() {
        UpsurgeConfig config = config("patient", "0s");
        Contracts contracts = Contracts.of(config);
        Backlog backlog = new Backlog(config, contracts);
        backlog.preload(List.of());
        try (Pipeline pipeline = new Pipeline(config, PARTITIONS, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            start(pipeline);
            long nowMs = System.currentTimeMillis();
            backlog.send(lastMinute(nowMs));
            // A scrape is counted when its window closes in stage one: at least four windows of ten seconds are closed.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> pipeline.count(Event.COUNTED_SAMPLE) >= NODES * 40);
            Awaitility.await()
                    .during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> outputs.poll().isEmpty());
            assertThat(outputs.rates()).isEmpty();

            backlog.send(List.of(new Heartbeat("c1", nowMs, false)));
            awaitRates(outputs);
        }
    }

    private static void start(Pipeline pipeline) {
        pipeline.start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(pipeline::isRunning);
    }

    /** The windows between the first scrapes and the last are told: three at least, whatever the instant of the day. */
    private static void awaitRates(Outputs outputs) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            outputs.poll();
            return outputs.rates().stream()
                            .map(rate -> rate.window().endMs())
                            .distinct()
                            .count()
                    >= 3;
        });
    }
}
