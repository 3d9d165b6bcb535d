package io.upsurge.app.bench.chaos;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topics the instances share, and the settings they are started with: the shipped ones but for what names servers. */
final class ChaosTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, String> settings = new TreeMap<>();
    private final UpsurgeConfig config;
    private final Contracts contracts;

    /** Isolation of a reader. */
    enum Isolation {
        /** Sees committed records alone. */
        READ_COMMITTED,
        /** Sees also what was withdrawn. */
        READ_UNCOMMITTED;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Topics to be.
     *
     * @param plan how many partitions and copies, where state is, and how soon an instance is missed
     * @param file the configuration; what follows replaces keys of it
     * @param bootstrapServers the broker
     * @param registryUrl the schema registry
     */
    ChaosTopics(ChaosPlan plan, Path file, String bootstrapServers, String registryUrl) {
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("registry.url", registryUrl);
        settings.put("topics.prefix", "chaos.");
        settings.put("topics.partitions", String.valueOf(plan.cast().partitions()));
        settings.put("topics.replication-factor", "1");
        settings.put("pipeline.application-id", "chaos");
        settings.put("pipeline.store", plan.cast().store().name().toLowerCase(Locale.ROOT));
        settings.put(
                "pipeline.streams.num.standby.replicas",
                String.valueOf(plan.cast().standbys()));
        if (plan.brisk()) {
            settings.put("kafka.session.timeout.ms", String.valueOf(plan.sessionMs()));
            settings.put("kafka.heartbeat.interval.ms", String.valueOf(plan.sessionMs() / 4));
            settings.put("pipeline.streams.producer.transaction.timeout.ms", String.valueOf(plan.transactionMs()));
        }
        List<String> flags = settings.entrySet().stream()
                .map(setting -> setting.getKey() + '=' + setting.getValue())
                .toList();
        config = new ConfigLoader(Map.of()).load(file, flags).config();
        contracts = Contracts.of(config);
    }

    /** What replaces keys of the file, by the names of the configuration. */
    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    UpsurgeConfig config() {
        return config;
    }

    Contracts contracts() {
        return contracts;
    }

    /** A client that manages; not closed here. */
    Admin admin() {
        return Admin.create(new HashMap<>(config.kafka()));
    }

    /** Creates the topics and registers the contracts. */
    void create() {
        try (Admin admin = admin()) {
            new TopicProvisioner(admin, PATIENCE).createMissing(TopicPlan.of(config.topics()));
        }
        contracts.subjects().register(contracts.registry());
    }

    /** A client in no group. */
    KafkaConsumer<byte[], byte[]> reader(Isolation isolation) {
        Map<String, Object> client = new HashMap<>(config.kafka());
        client.put("isolation.level", isolation.text());
        client.put("enable.auto.commit", "false");
        client.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The partitions of topics. */
    List<TopicPartition> partitions(String... topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (int partition = 0; partition < config.topics().partitions(); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        return partitions;
    }

    /** Everything in a topic, each partition in its order. */
    List<ConsumerRecord<byte[], byte[]>> read(Isolation isolation, String topic) {
        try (KafkaConsumer<byte[], byte[]> reader = reader(isolation)) {
            List<TopicPartition> partitions = partitions(topic);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }
}
