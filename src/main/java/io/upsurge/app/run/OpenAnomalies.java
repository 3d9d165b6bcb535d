package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.ingest.RareWarning;
import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The anomalies that are open, of all processes of the pipeline: the compacted topic of them, read from its beginning at every
 * start and followed from there. So it is right again soon after a restart, whoever found them.
 */
public final class OpenAnomalies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAnomalies.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

    private final Map<String, Anomaly> open = new ConcurrentSkipListMap<>();
    private final Map<String, Object> settings;
    private final String topic;
    private final Deserializer<Anomaly> decoder;
    private final RareWarning unreadable = new RareWarning(LOG);
    private final Thread reader;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Consumer<String, byte[]> current;

    private OpenAnomalies(UpsurgeConfig config, Deserializer<Anomaly> decoder) {
        this.settings = new HashMap<>(config.kafka());
        settings.put("client.id", "upsurge-open-anomalies");
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "earliest");
        this.topic = config.topics().anomaliesOpen();
        this.decoder = decoder;
        this.reader = new Thread(this::run, "open-anomalies");
        reader.setDaemon(true);
    }

    /**
     * Begins to read; the topic exists.
     *
     * @param decoder decodes anomalies; for this reader alone
     */
    public static OpenAnomalies start(UpsurgeConfig config, Deserializer<Anomaly> decoder) {
        OpenAnomalies anomalies = new OpenAnomalies(config, decoder);
        anomalies.reader.start();
        return anomalies;
    }

    /** Those that are open now, in the order of their ids. */
    public List<Anomaly> now() {
        return List.copyOf(open.values());
    }

    private void run() {
        while (!stopped()) {
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                use(consumer);
                List<TopicPartition> partitions = new ArrayList<>();
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!stopped()) {
                    consumer.poll(POLL).forEach(this::take);
                }
            } catch (WakeupException e) {
                // It was stopped.
            } catch (KafkaException e) {
                LOG.warn("Open anomalies cannot be read, and are tried again: {}", e.toString());
                pause();
            } finally {
                use(null);
            }
        }
    }

    private synchronized void use(Consumer<String, byte[]> consumer) {
        current = consumer;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            open.remove(record.key());
            return;
        }
        try {
            open.put(record.key(), decoder.deserialize(topic, record.value()));
        } catch (SerializationException e) {
            unreadable.warn(1, "open anomalies cannot be read", record.key() + ": " + e.getMessage());
        }
    }

    private void pause() {
        try {
            stop.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    /** Stops to read. */
    @Override
    public void close() {
        stop.countDown();
        synchronized (this) {
            if (current != null) {
                current.wakeup();
            }
        }
        try {
            reader.join(2 * POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
