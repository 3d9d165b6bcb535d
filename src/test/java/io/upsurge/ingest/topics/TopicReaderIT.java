package io.upsurge.ingest.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.embedded.DevRegistry;
import io.upsurge.app.embedded.EmbeddedKafka;
import io.upsurge.app.ingest.Inputs;
import io.upsurge.app.run.Backlog;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.ingest.Heartbeats;
import io.upsurge.ingest.Outlet;
import io.upsurge.ingest.OutletBusyException;
import io.upsurge.ingest.kafka.KafkaOutlet;
import io.upsurge.ingest.kafka.ProducerSettings;
import io.upsurge.model.DeadLetterHeaders;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import io.upsurge.place.AnnouncedFacts;
import io.upsurge.place.LabelPlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What others write into topics of a real broker arrives as scrapes, each once and none lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicReaderIT {
    private static final int PARTITIONS = 3;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MINUTE_MS = 60_000;

    private final Clock clock = Clock.systemUTC();
    private EmbeddedKafka kafka;
    private DevRegistry registry;

    @TempDir
    private Path dir;

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

    private SteadyFleet fleet(int nodes) {
        // Kafka keeps what is recent.
        long startMs = (clock.millis() / MINUTE_MS - 30) * MINUTE_MS;
        return new SteadyFleet(nodes, 120, startMs, PARTITIONS);
    }

    /** A configuration of its own with one input, the topic {@code name}; all topics are there. */
    private UpsurgeConfig config(String name, InputFormat format) throws Exception {
        Map<String, String> settings =
                Backlog.settings(name, PARTITIONS, kafka.bootstrapServers(), registry.url(), dir);
        Path file = dir.resolve(name + ".yaml");
        Files.writeString(
                file,
                Files.readString(Path.of(ConfigLoader.SHIPPED))
                        + """

                inputs:
                  - topic: %s
                    format: %s
                    cluster: %s
                """.formatted(name, format.text(), SteadyFleet.CLUSTER));
        List<String> flags = settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue())
                .toList();
        UpsurgeConfig config = new ConfigLoader(Map.of()).load(file, flags).config();
        Backlog backlog = new Backlog(config, Contracts.of(config));
        backlog.preload(List.of());
        backlog.createTopic(name, PARTITIONS);
        return config;
    }

    private static void send(UpsurgeConfig config, List<ProducerRecord<byte[], byte[]>> records) {
        new Backlog(config, Contracts.of(config)).sendEncoded(records);
    }

    private Inputs inputs(UpsurgeConfig config) throws IOException {
        return Inputs.start(config, Contracts.of(config), Set.of(Inputs.Kind.TOPICS), clock, new SimpleMeterRegistry());
    }

    private static void awaitAll(WrittenSamples samples, SteadyFleet fleet) {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            samples.read();
            assertThat(samples.told()).isEqualTo(fleet.truth());
        });
    }

    @Test
    void shouldPutSamplesOfTheirOwnTogetherWhereverTheyLie() throws Exception {
        UpsurgeConfig config = config("adapter", InputFormat.ADAPTER_JSON);
        SteadyFleet fleet = fleet(9);
        send(config, fleet.adapterJson("adapter"));

        try (WrittenSamples samples = new WrittenSamples(config, Contracts.of(config))) {
            try (Inputs ignored = inputs(config)) {
                awaitAll(samples, fleet);
            }
            assertThat(WrittenSamples.late(judgedRightly(samples, fleet))).isZero();
        }
    }

    @Test
    void shouldTakeManyNodesOfARecordApart() throws Exception {
        UpsurgeConfig config = config("otlp", InputFormat.OTLP_PROTO);
        SteadyFleet fleet = fleet(40);
        send(config, fleet.otlpProto("otlp"));

        try (WrittenSamples samples = new WrittenSamples(config, Contracts.of(config))) {
            try (Inputs ignored = inputs(config)) {
                awaitAll(samples, fleet);
            }
            assertThat(WrittenSamples.late(judgedRightly(samples, fleet))).isZero();
        }
    }

    private static InMemoryEngine judgedRightly(WrittenSamples samples, SteadyFleet fleet) {
        samples.read();
        InMemoryEngine engine = samples.judged(fleet);
        long lastMs = fleet.truth().values().stream()
                .mapToLong(scrapes -> scrapes.lastKey())
                .max()
                .orElseThrow();

        assertThat(samples.heartbeats()).isNotEmpty().allSatisfy(beat -> {
            assertThat(beat.cluster()).isEqualTo(SteadyFleet.CLUSTER);
            assertThat(beat.timeMs()).isLessThanOrEqualTo(lastMs);
        });
        assertThat(rates(engine, fleet, "imds-get-metadata")).hasSize(18).allSatisfy(rate -> assertThat(rate)
                .isCloseTo(fleet.rate(), within(1e-9)));
        assertThat(rates(engine, fleet, "imds-latency")).hasSize(18).allSatisfy(rate -> assertThat(rate)
                .isCloseTo(SteadyFleet.MS_PER_CALL, within(1e-9)));
        assertThat(engine.anomalies).isEmpty();
        return engine;
    }

    /** Rates of the windows between the first and the last one, in which all nodes were seen all the time. */
    private static List<Double> rates(InMemoryEngine engine, SteadyFleet fleet, String signal) {
        long fromMs = fleet.startMs() + MINUTE_MS;
        long toMs = fleet.startMs() + fleet.scrapes() * SteadyFleet.EVERY_MS - MINUTE_MS;
        List<VersionRate> whole = engine.rates.stream()
                .filter(rate -> rate.key().signal().equals(signal)
                        && rate.window().startMs() >= fromMs
                        && rate.window().endMs() <= toMs)
                .toList();
        assertThat(whole).extracting(VersionRate::nodes).containsOnly(fleet.nodes());
        assertThat(whole).extracting(VersionRate::completeness).allMatch(share -> share > 0.999);
        return whole.stream().map(rate -> rate.rate().orElseThrow()).toList();
    }

    @Test
    void shouldSetAsideWhatCannotBeDecodedAndGoOn() throws Exception {
        UpsurgeConfig config = config("broken", InputFormat.ADAPTER_JSON);
        SteadyFleet fleet = fleet(2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(fleet.adapterJson("broken"));
        long brokenMs = records.get(50).timestamp();
        records.add(50, new ProducerRecord<>("broken", 1, brokenMs, bytes("key"), bytes("{\"timestamp\":")));
        records.add(51, new ProducerRecord<>("broken", 2, brokenMs, null, (byte[]) null));
        send(config, records);

        try (WrittenSamples samples = new WrittenSamples(config, Contracts.of(config))) {
            try (Inputs ignored = inputs(config)) {
                awaitAll(samples, fleet);
            }
        }

        List<ConsumerRecord<byte[], byte[]>> dead = deadLetters(config);
        assertThat(dead).hasSize(2).allSatisfy(letter -> {
            assertThat(header(letter, DeadLetterHeaders.CAUSE)).isEqualTo("undecodable");
            assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo("broken");
            assertThat(header(letter, DeadLetterHeaders.EXCEPTION)).endsWith("FormatException");
            assertThat(header(letter, DeadLetterHeaders.MESSAGE)).isNotBlank();
            assertThat(Long.parseLong(header(letter, DeadLetterHeaders.OFFSET))).isNotNegative();
        });
        assertThat(dead)
                .filteredOn(
                        letter -> header(letter, DeadLetterHeaders.PARTITION).equals("1"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).isEqualTo(bytes("key"));
                    assertThat(letter.value()).isEqualTo(bytes("{\"timestamp\":"));
                });
    }

    @Test
    void shouldLoseNothingWhenItIsStoppedBeforeItsRecordsAreAcknowledged() throws Exception {
        UpsurgeConfig config = config("stopped", InputFormat.ADAPTER_JSON);
        Contracts contracts = Contracts.of(config);
        SteadyFleet fleet = fleet(9);
        List<ProducerRecord<byte[], byte[]>> records = fleet.adapterJson("stopped");
        send(config, records);

        try (WrittenSamples samples = new WrittenSamples(config, contracts)) {
            readOneBatchAndHalf(config, contracts);
            samples.read();
            int writtenBefore = samples.scrapes().size();
            assertThat(committed(config, "stopped")).isPositive().isLessThan(records.size());

            try (Inputs ignored = inputs(config)) {
                awaitAll(samples, fleet);
                Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(committed(config, "stopped"))
                        .isEqualTo(records.size()));
            }
            assertThat(samples.scrapes()).hasSizeGreaterThan(writtenBefore);
            // What comes again may come late: it says nothing new.
            judgedRightly(samples, fleet);
        }
    }

    /** The first batch is written; the second one too, but nobody says so. */
    private void readOneBatchAndHalf(UpsurgeConfig config, Contracts contracts) throws Exception {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of(config.kafka(), "test"), new ByteArraySerializer(), new ByteArraySerializer());
        try (KafkaOutlet real = new KafkaOutlet(
                        producer,
                        contracts.serdes().samples().serializer(),
                        contracts.serdes().rollouts().serializer(),
                        config.topics().samples(),
                        config.topics().rollouts());
                Heartbeats heartbeats = new Heartbeats(real, clock::millis, MINUTE_MS, 10, new SimpleMeterRegistry())) {
            Unacknowledging outlet = new Unacknowledging(real);
            try (AutoCloseable ignored = TopicReaders.start(
                    config.kafka(),
                    config.pipeline().applicationId() + "-inputs",
                    config.inputs(),
                    new LabelPlaces(config.signals(), config.labels()),
                    new AnnouncedFacts(config.signals()),
                    outlet,
                    producer,
                    config.topics().deadLetters(),
                    heartbeats,
                    new SimpleMeterRegistry(),
                    clock::millis,
                    MINUTE_MS)) {
                assertThat(outlet.unacknowledged.await(LONG.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    /** Acknowledges the first batch alone. */
    private static final class Unacknowledging implements Outlet {
        private final Outlet next;
        private final AtomicInteger batches = new AtomicInteger();
        private final CountDownLatch unacknowledged = new CountDownLatch(1);

        Unacknowledging(Outlet next) {
            this.next = next;
        }

        @Override
        public CompletableFuture<Void> write(List<? extends SampleRecord> samples, List<RolloutFact> facts) {
            CompletableFuture<Void> written = next.write(samples, facts);
            if (batches.incrementAndGet() == 1) {
                return written;
            }
            return written.thenRun(() -> {
                unacknowledged.countDown();
                throw new OutletBusyException("not acknowledged", Duration.ofSeconds(30), null);
            });
        }
    }

    private static long committed(UpsurgeConfig config, String topic) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                            config.pipeline().applicationId() + "-inputs")
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream()
                    .filter(offset -> offset.getKey().topic().equals(topic))
                    .mapToLong(offset -> offset.getValue().offset())
                    .sum();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> deadLetters(UpsurgeConfig config) {
        List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                new HashMap<>(config.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(config.topics().deadLetters())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(dead::add);
            }
        }
        return dead;
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
