package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.demo.Outputs;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.detect.Fleet;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.stream.TopologyHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Map<String, String> overrides = new HashMap<>();
        overrides.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        overrides.put("registry.url", registry.url());
        overrides.put("topics.prefix", name + ".");
        overrides.put("topics.partitions", String.valueOf(partitions));
        overrides.put("topics.replication-factor", "1");
        overrides.put("pipeline.application-id", name);
        overrides.put("pipeline.state-dir", stateDir.resolve(name).toString());
        overrides.put("pipeline.threads", String.valueOf(threads));
        overrides.put("pipeline.commit-interval", "100ms");
        overrides.put("pipeline.idle-after", "0s");
        // A killed process is missed sooner.
        overrides.put("pipeline.streams.consumer.session.timeout.ms", "6000");
        overrides.put("pipeline.streams.consumer.heartbeat.interval.ms", "1000");
        overrides.put("pipeline.streams.producer.transaction.timeout.ms", "10000");
        // Small steps, so that a stop comes in the middle.
        overrides.put("pipeline.streams.consumer.max.poll.records", "50");
        overrides.put("pipeline.streams.buffered.records.per.partition", "50");
        return overrides;
    }

    private static void preload(UpsurgeConfig config, Contracts contracts) {
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            new TopicProvisioner(admin, Duration.ofSeconds(30)).createMissing(TopicPlan.of(config.topics()));
        }
        contracts.subjects().register(contracts.registry());
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("enable.idempotence", "true");
        List<Exception> failures = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Object record : RECORDS) {
                for (ProducerRecord<byte[], byte[]> each : encode(record, config, contracts)) {
                    var unused = producer.send(each, (metadata, failure) -> {
                        if (failure != null) {
                            failures.add(failure);
                        }
                    });
                }
            }
            producer.flush();
        }
        assertThat(failures).isEmpty();
    }

    private static List<ProducerRecord<byte[], byte[]>> encode(
            Object record, UpsurgeConfig config, Contracts contracts) {
        List<ProducerRecord<byte[], byte[]>> encoded = new ArrayList<>();
        if (record instanceof RolloutFact fact) {
            String topic = config.topics().rollouts();
            byte[] value = contracts.serdes().rollouts().serializer().serialize(topic, fact);
            encoded.add(new ProducerRecord<>(topic, bytes(fact.nodeId().key()), value));
        } else {
            String topic = config.topics().samples();
            byte[] value = contracts.serdes().samples().serializer().serialize(topic, (SampleRecord) record);
            if (record instanceof Scrape scrape) {
                encoded.add(new ProducerRecord<>(topic, bytes(scrape.nodeId().key()), value));
            } else {
                for (int p = 0; p < config.topics().partitions(); p++) {
                    encoded.add(new ProducerRecord<>(topic, p, bytes(((Heartbeat) record).key()), value));
                }
            }
        }
        return encoded;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
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
        preload(config, contracts);
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
        preload(config, contracts);
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
        preload(config, contracts);
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

    @Test
    void shouldSayTheSameWhenTheProcessIsKilledInTheMiddle() throws IOException, InterruptedException {
        UpsurgeConfig config = config("kills", 4, 1);
        Contracts contracts = Contracts.of(config);
        preload(config, contracts);
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
