package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.model.Heartbeat;
import io.upsurge.stream.TopologyHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The determinism contract on a real broker: the same records give the same answer whatever the partitions, the threads,
 * the order of arrival within the grace, and however often the process is stopped or killed in the middle.
 */
class PipelineDeterminismIT {
    private static final int NODES = 24;
    private static final List<Object> RECORDS = new ArrayList<>();
    private static String expected;

    private static EmbeddedKafka kafka;
    private static DevRegistry registry;

    @TempDir
    Path stateDir;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.startTemporary();
        registry = DevRegistry.start(0);
        RECORDS.addAll(twoClusters());
        UpsurgeConfig config = ConfigLoader.shipped(Map.of());
        InMemoryEngine engine = new InMemoryEngine(1, config.signals(), config.engine(), config.rule());
        Fleet.feed(engine, RECORDS);
        expected = engine.answer();
        assertThat(engine.anomalies).isNotEmpty();
    }

    @AfterAll
    static void stop() {
        registry.close();
        kafka.close();
    }

    /** A surge in one cluster, a clean upgrade in another that arrives 20 minutes behind; shuffled within the grace. */
    private static List<Object> twoClusters() {
        record Arrival(long at, Object record) {}
        Random random = new Random(4);
        List<Arrival> arrivals = new ArrayList<>();
        for (Object record : Fleet.rollout("c1", NODES, 80, 35, 2.6)) {
            arrivals.add(new Arrival(arrival(record, random), record));
        }
        for (Object record : Fleet.rollout("arn:aws:eks:eu-west-1:1:cluster/c2", 5, 60, 25, 1.0)) {
            arrivals.add(new Arrival(arrival(record, random) + 20 * Fleet.MINUTE, record));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals.stream().map(Arrival::record).toList();
    }

    private static long arrival(Object record, Random random) {
        return Fleet.timeOf(record) + (record instanceof Heartbeat ? 39_000 : random.nextInt(39_000));
    }

    private UpsurgeConfig config(String name, int partitions, int threads) {
        return ConfigLoader.shipped(overrides(name, partitions, threads));
    }

    private Map<String, String> overrides(String name, int partitions, int threads) {
        Map<String, String> overrides =
                Backlog.settings(name, partitions, kafka.bootstrapServers(), registry.url(), stateDir);
        overrides.put("pipeline.threads", String.valueOf(threads));
        // A killed process is missed sooner.
        overrides.put("pipeline.streams.consumer.session.timeout.ms", "6000");
        overrides.put("pipeline.streams.consumer.heartbeat.interval.ms", "1000");
        overrides.put("pipeline.streams.producer.transaction.timeout.ms", "10000");
        // Small steps, so that a stop comes in the middle.
        overrides.put("pipeline.streams.consumer.max.poll.records", "50");
        overrides.put("pipeline.streams.buffered.records.per.partition", "50");
        return overrides;
    }

    /** Reads until as much has been said as must be said; then everything must be as it must be, and nothing twice. */
    private static void assertAnswer(Outputs outputs) {
        long lines = expected.lines().count();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            outputs.poll();
            return outputs.rates().size() + outputs.anomalies().size() >= lines;
        });
        outputs.catchUp();
        assertThat(TopologyHarness.answer(outputs.rates(), outputs.anomalies())).isEqualTo(expected);
        assertThat(outputs.rates().size() + outputs.anomalies().size()).isEqualTo((int) lines);
    }

    private void assertSameAnswer(String name, int partitions, int threads) {
        UpsurgeConfig config = config(name, partitions, threads);
        Contracts contracts = Contracts.of(config);
        new Backlog(config, contracts).preload(RECORDS);
        try (Pipeline pipeline = new Pipeline(config, partitions, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            pipeline.start();
            assertAnswer(outputs);
        }
    }

    @Test
    void shouldSayTheSameWithOnePartition() {
        assertSameAnswer("p1t1", 1, 1);
    }

    @Test
    void shouldSayTheSameWithFourPartitionsAndTwoThreads() {
        assertSameAnswer("p4t2", 4, 2);
    }

    @Test
    void shouldSayTheSameWithEightPartitionsAndOneThread() {
        assertSameAnswer("p8t1", 8, 1);
    }

    @Test
    void shouldSayTheSameWithNodesInRocksDb() {
        Map<String, String> overrides = overrides("rocks", 4, 1);
        overrides.put("pipeline.store", "rocksdb");
        UpsurgeConfig config = ConfigLoader.shipped(overrides);
        Contracts contracts = Contracts.of(config);
        new Backlog(config, contracts).preload(RECORDS);
        try (Pipeline pipeline = new Pipeline(config, 4, contracts.forTopology());
                Outputs outputs = new Outputs(config, contracts)) {
            pipeline.start();
            assertAnswer(outputs);
        }
    }

    @Test
    void shouldSayTheSameWhenItIsStoppedAndStartedInTheMiddle() {
        UpsurgeConfig config = config("stops", 4, 1);
        Contracts contracts = Contracts.of(config);
        new Backlog(config, contracts).preload(RECORDS);
        try (Outputs outputs = new Outputs(config, contracts)) {
            for (int share = 1; share <= 3; share++) {
                try (Pipeline pipeline = new Pipeline(config, 4, contracts.forTopology())) {
                    pipeline.start();
                    awaitShare(outputs, share / 4.0);
                }
            }
            try (Pipeline pipeline = new Pipeline(config, 4, contracts.forTopology())) {
                pipeline.start();
                assertAnswer(outputs);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"all, .*, 1, true", "tables, .*[.]sst, 0.5, false"})
    void shouldSayTheSameWhenStateIsCorruptedInTheMiddle(String name, String files, double share, boolean exactlyOnce)
            throws IOException {
        Map<String, String> overrides = overrides("corrupt-" + name, 2, 1);
        overrides.put("pipeline.store", "rocksdb");
        overrides.put("pipeline.exactly-once", String.valueOf(exactlyOnce));
        UpsurgeConfig config = ConfigLoader.shipped(overrides);
        Contracts contracts = Contracts.of(config);
        new Backlog(config, contracts).preload(RECORDS);
        try (Outputs outputs = new Outputs(config, contracts)) {
            try (Pipeline pipeline = new Pipeline(config, 2, contracts.forTopology())) {
                pipeline.start();
                awaitShare(outputs, 0.5);
            }
            assertThat(corrupt(Pattern.compile(files), share)).isPositive();
            try (Pipeline pipeline = new Pipeline(config, 2, contracts.forTopology())) {
                pipeline.start();
                assertAnswer(outputs);
                assertThat(pipeline.failure()).isEmpty();
            }
        }
    }

    private int corrupt(Pattern names, double share) throws IOException {
        int count = 0;
        try (Stream<Path> files = Files.walk(stateDir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (names.matcher(file.getFileName().toString()).matches()) {
                    byte[] content = Files.readAllBytes(file);
                    byte[] garbage = new byte[(int) (share * content.length)];
                    new Random(count).nextBytes(garbage);
                    System.arraycopy(garbage, 0, content, 0, garbage.length);
                    Files.write(file, content);
                    count++;
                }
            }
        }
        return count;
    }

    @Test
    void shouldSayTheSameWhenTheProcessIsKilledInTheMiddle() throws IOException, InterruptedException {
        UpsurgeConfig config = config("kills", 4, 1);
        Contracts contracts = Contracts.of(config);
        new Backlog(config, contracts).preload(RECORDS);
        try (Outputs outputs = new Outputs(config, contracts)) {
            for (int share = 1; share <= 2; share++) {
                Process process = startProcess("kills");
                try {
                    awaitShare(outputs, share / 3.0);
                } finally {
                    process.destroyForcibly();
                    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                }
            }
            Process process = startProcess("kills");
            try {
                assertAnswer(outputs);
            } finally {
                process.destroy();
                assertThat(process.waitFor(10, TimeUnit.SECONDS))
                        .as("stops within ten seconds of SIGTERM")
                        .isTrue();
            }
        }
    }

    private Process startProcess(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.upsurge.app.Main",
                "run"));
        overrides(name, 4, 1).forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static void awaitShare(Outputs outputs, double share) {
        long wanted = Math.round(expected.lines().count() * share);
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            outputs.poll();
            return outputs.rates().size() >= wanted;
        });
    }
}
