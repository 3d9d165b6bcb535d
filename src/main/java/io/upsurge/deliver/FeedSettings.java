package io.upsurge.deliver;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of the Kafka clients of a sink. */
public final class FeedSettings {
    private static final int RECORDS_A_POLL = 200;

    private FeedSettings() {}

    /**
     * Of the client that reads in the group of a sink.
     *
     * @param kafka settings of the Kafka clients as the user gives them
     * @param group the consumer group
     */
    public static Map<String, Object> inGroup(Map<String, String> kafka, String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
        settings.putAll(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        fixed(settings);
        return settings;
    }

    /**
     * Of a client that reads in no group.
     *
     * @param kafka settings of the Kafka clients as the user gives them
     * @param clientId name of the client
     */
    public static Map<String, Object> alone(Map<String, String> kafka, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.putAll(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        fixed(settings);
        return settings;
    }

    private static void fixed(Map<String, Object> settings) {
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    }
}
