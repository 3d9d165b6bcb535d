package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings Kafka Streams runs with: ours, then the user's {@code kafka} and {@code pipeline.streams} over them. */
public final class StreamsSettings {
    private StreamsSettings() {}

    /** Settings for a configuration. Where a value is not obvious, the reason stands beside it. */
    public static Properties of(UpsurgeConfig config) {
        UpsurgeConfig.Pipeline pipeline = config.pipeline();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, pipeline.applicationId());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, pipeline.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, pipeline.threads());
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                pipeline.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, pipeline.commitIntervalMs());
        settings.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.topics().replicationFactor());
        // Merges samples and facts in event time over a backlog; anything else gives up that order or adds latency.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
        // Our stores are their own cache.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
        settings.put(StreamsConfig.topicPrefix(TopicConfig.COMPRESSION_TYPE_CONFIG), "producer");
        // Compaction leaves the newest segment alone, and a start reads all of it: Kafka's own 1 GiB is days of state.
        settings.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), 64 << 20);
        // Live rates are low: waiting half a second for a fetch to fill saves most of the wake-ups.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 256 * 1024);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 500);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        // Streams lowers this to 10 s, and a long garbage collection would then fence the task.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 60_000);
        // A commit that gives up waiting for the broker makes Streams commit what it has written without where it has
        // read,
        // before it takes its tasks for corrupt; so it waits for almost as long as a thread may without being called
        // stuck.
        int patienceMs = (int) Math.min(Integer.MAX_VALUE, Math.max(120_000, pipeline.stalledAfterMs() - 60_000));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_BLOCK_MS_CONFIG), patienceMs);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), patienceMs);
        settings.putAll(config.kafka());
        settings.putAll(pipeline.streams());
        return settings;
    }
}
