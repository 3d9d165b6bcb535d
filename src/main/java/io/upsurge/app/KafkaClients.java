package io.upsurge.app;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka clients for commands that a person waits for: what does not answer is given up after 20 s. */
final class KafkaClients {
    private static final Map<String, String> IMPATIENT = Map.of(
            "default.api.timeout.ms", "20000", "request.timeout.ms", "10000", "reconnect.backoff.max.ms", "5000");

    private KafkaClients() {}

    /** A client that manages topics. */
    static Admin admin(Map<String, String> kafka, String clientId) {
        return Admin.create(settings(kafka, clientId));
    }

    /** A client that reads committed records, in no group. */
    static Consumer<byte[], byte[]> reader(Map<String, String> kafka, String clientId) {
        Map<String, Object> settings = settings(kafka, clientId);
        settings.remove("group.id");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(Map<String, String> kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>(IMPATIENT);
        settings.put("client.id", clientId);
        settings.putAll(kafka);
        return settings;
    }
}
