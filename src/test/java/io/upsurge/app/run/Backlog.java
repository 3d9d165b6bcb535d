package io.upsurge.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.topics.TopicPlan;
import io.upsurge.app.topics.TopicProvisioner;
import io.upsurge.app.topics.TopicSpec;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts records into the topics of a configuration, as senders would. */
public final class Backlog {
    private final UpsurgeConfig config;
    private final Contracts contracts;

    public Backlog(UpsurgeConfig config, Contracts contracts) {
        this.config = config;
        this.contracts = contracts;
    }

    /** Settings of a pipeline on servers of a test, with topics and state of its own. */
    public static Map<String, String> settings(
            String name, int partitions, String bootstrapServers, String registryUrl, Path stateDir) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("registry.url", registryUrl);
        settings.put("topics.prefix", name + ".");
        settings.put("topics.partitions", String.valueOf(partitions));
        settings.put("topics.replication-factor", "1");
        settings.put("pipeline.application-id", name);
        settings.put("pipeline.state-dir", stateDir.resolve(name).toString());
        settings.put("pipeline.commit-interval", "100ms");
        settings.put("pipeline.idle-after", "0s");
        settings.put("http.listen", "127.0.0.1:0");
        return settings;
    }

    /** Creates the topics, registers the schemas and sends the records. */
    public void preload(List<?> records) {
        createTopics();
        contracts.subjects().register(contracts.registry());
        send(records);
    }

    public void createTopics() {
        create(TopicPlan.of(config.topics()));
    }

    /** Creates a topic that is not one of the configuration; it can be written to at once. */
    public void createTopic(String name, int partitions) {
        TopicSpec topic = new TopicSpec(name, partitions, (short) 1, new TreeMap<>());
        create(new TopicPlan(List.of(topic), name, name));
    }

    private void create(TopicPlan plan) {
        try (Admin admin = Admin.create(new HashMap<>(config.kafka()))) {
            new TopicProvisioner(admin, Duration.ofSeconds(30)).createMissing(plan);
        }
    }

    /** Sends records in their order, heartbeats to every partition; all of them are acknowledged at the end. */
    public void send(List<?> records) {
        sendEncoded(records.stream().flatMap(record -> encode(record).stream()).toList());
    }

    public void sendEncoded(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("enable.idempotence", "true");
        List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                var unused = producer.send(record, (metadata, failure) -> {
                    if (failure != null) {
                        failures.add(failure);
                    }
                });
            }
            producer.flush();
        }
        assertThat(failures).isEmpty();
    }

    /** A record as it is sent; a heartbeat is sent once to every partition. */
    public List<ProducerRecord<byte[], byte[]>> encode(Object record) {
        if (record instanceof RolloutFact fact) {
            String topic = config.topics().rollouts();
            byte[] value = contracts.serdes().rollouts().serializer().serialize(topic, fact);
            return List.of(new ProducerRecord<>(topic, bytes(fact.nodeId().key()), value));
        }
        String topic = config.topics().samples();
        byte[] value = contracts.serdes().samples().serializer().serialize(topic, (SampleRecord) record);
        if (record instanceof Scrape scrape) {
            return List.of(new ProducerRecord<>(topic, bytes(scrape.nodeId().key()), value));
        }
        List<ProducerRecord<byte[], byte[]>> copies = new ArrayList<>();
        for (int p = 0; p < config.topics().partitions(); p++) {
            copies.add(new ProducerRecord<>(topic, p, bytes(((Heartbeat) record).key()), value));
        }
        return copies;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
