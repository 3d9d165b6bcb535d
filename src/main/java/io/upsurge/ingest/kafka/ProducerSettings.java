package io.upsurge.ingest.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the producer of an input runs with: ours, then the user's over them, then what must not be changed. */
public final class ProducerSettings {
    private ProducerSettings() {}

    /**
     * Settings for a producer of bytes.
     *
     * @param kafka settings of the Kafka clients as the user gives them
     * @param clientId names the producer in logs and metrics
     */
    public static Map<String, Object> of(Map<String, String> kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        // A full buffer is the sender's business: it is told to come again, rather than a thread held.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000L);
        // A Prometheus gives up on a request after 30 s; the answer must come before.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.putAll(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return settings;
    }
}
