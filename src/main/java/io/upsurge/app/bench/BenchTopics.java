package io.upsurge.app.bench;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.stream.TopologySerdes;
import io.upsurge.wire.RegistryClient;
import io.upsurge.wire.SchemaSubjects;
import io.upsurge.wire.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The topics of one plan on the broker, under a prefix of their own. */
final class BenchTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BenchPlan plan;
    private final Map<String, String> settings;
    private final UpsurgeConfig config;
    private final RegistryClient registry;
    private final WireSerdes serdes;
    private final Serializer<SampleRecord> sampleSerializer;
    private final Serializer<RolloutFact> factSerializer;

    /**
     * Topics to be.
     *
     * @param plan the plan
     * @param bootstrapServers the broker
     * @param folder where the topology keeps its state
     */
    BenchTopics(BenchPlan plan, String bootstrapServers, Path folder) {
        this(plan, bootstrapServers, "mock://bench-" + plan.nodes() + "-nodes", folder);
    }

    /** As above, with a schema registry that other processes can reach. */
    BenchTopics(BenchPlan plan, String bootstrapServers, String registryUrl, Path folder) {
        this.plan = plan;
        String name = "bench-" + plan.nodes() + "-nodes";
        this.settings = Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "registry.url",
                registryUrl,
                "topics.prefix",
                name + ".",
                "topics.partitions",
                String.valueOf(plan.partitions()),
                "topics.replication-factor",
                "1",
                "pipeline.state-dir",
                folder.toString(),
                "pipeline.threads",
                String.valueOf(plan.threads()),
                "pipeline.exactly-once",
                String.valueOf(plan.exactlyOnce()),
                "pipeline.store",
                plan.rocksDb() ? "rocksdb" : "memory");
        this.config = ConfigLoader.shipped(settings);
        this.registry = RegistryClient.of(config.registry());
        this.serdes = new WireSerdes(registry, config.registry());
        this.sampleSerializer = serdes.samples().serializer();
        this.factSerializer = serdes.rollouts().serializer();
    }

    /** What differs from the shipped configuration. */
    Map<String, String> settings() {
        return settings;
    }

    UpsurgeConfig config() {
        return config;
    }

    /** The configuration under another application id, so that nothing of an earlier run is taken up. */
    UpsurgeConfig config(String applicationId) {
        Map<String, String> named = new HashMap<>(settings);
        named.put("pipeline.application-id", applicationId);
        return ConfigLoader.shipped(named);
    }

    WireSerdes serdes() {
        return serdes;
    }

    /** What the topology reads and writes with; samples are read by the given deserializer. */
    TopologySerdes forTopology(Deserializer<SampleRecord> samples) {
        return new TopologySerdes(
                samples,
                serdes.rollouts().deserializer(),
                serdes.versionRates().serializer(),
                serdes.anomalies().serializer());
    }

    /** The partitions of a topic. */
    List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, plan.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** A consumer in no group. */
    <T> KafkaConsumer<byte[], T> consumer(Deserializer<T> deserializer) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        config.kafka().get("bootstrap.servers"),
                        "enable.auto.commit",
                        false,
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                deserializer);
    }

    /** Creates the topics, registers the contracts and writes the records of a fleet. */
    void fill(BenchFleet fleet) {
        create();
        write(fleet::generate);
    }

    /** Creates the topics and registers the contracts. */
    void create() {
        UpsurgeConfig.Topics topics = config.topics();
        SchemaSubjects.ofTopics(
                        topics.samples(),
                        topics.rollouts(),
                        topics.versionRates(),
                        topics.anomalies(),
                        topics.anomaliesOpen())
                .register(registry);
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            new TopicProvisioner(admin, PATIENCE).createMissing(TopicPlan.of(topics));
        }
    }

    /**
     * Writes records, and returns when Kafka has them.
     *
     * @param records hands them over, in their order
     */
    void write(Consumer<BenchFleet.Sink> records) {
        Map<String, Object> client = new HashMap<>(config.kafka());
        client.put("compression.type", "lz4");
        client.put("linger.ms", 20);
        client.put("batch.size", 128 * 1024);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            records.accept(new Writer(producer));
        }
    }

    /** Writes as the senders do: nodes by their key, heartbeats to every partition. A lost record shows in the count. */
    private final class Writer implements BenchFleet.Sink {
        private final KafkaProducer<byte[], byte[]> producer;
        private final String samples = config.topics().samples();
        private final String rollouts = config.topics().rollouts();

        Writer(KafkaProducer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void sample(SampleRecord sample) {
            byte[] value = sampleSerializer.serialize(samples, sample);
            if (sample instanceof Scrape scrape) {
                send(samples, null, scrape.nodeId().key(), value);
            } else if (sample instanceof Heartbeat heartbeat) {
                partitions(samples).forEach(to -> send(samples, to.partition(), heartbeat.key(), value));
            }
        }

        @Override
        public void fact(RolloutFact fact) {
            byte[] value = factSerializer.serialize(rollouts, fact);
            send(rollouts, null, fact.nodeId().key(), value);
        }

        private void send(String topic, Integer partition, String key, byte[] value) {
            var unused =
                    producer.send(new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value));
        }
    }
}
