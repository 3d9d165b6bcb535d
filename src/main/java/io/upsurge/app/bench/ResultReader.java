package io.upsurge.app.bench;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.Anomaly;
import io.upsurge.model.VersionRate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what the topology says from now on, committed only, as anybody outside would. */
final class ResultReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Findings findings;
    private final long lastWindowEndMs;
    private final String rates;
    private final Deserializer<VersionRate> rateDeserializer;
    private final Deserializer<Anomaly> anomalyDeserializer;
    private int lastRates;

    /**
     * Starts behind the last record that is there.
     *
     * @param topics where
     * @param findings told of everything read
     * @param lastWindowEndMs end of the last window, milliseconds since 1970-01-01T00:00Z
     */
    ResultReader(BenchTopics topics, Findings findings, long lastWindowEndMs) {
        this.findings = findings;
        this.lastWindowEndMs = lastWindowEndMs;
        UpsurgeConfig.Topics names = topics.config().topics();
        this.rates = names.versionRates();
        this.rateDeserializer = topics.serdes().versionRates().deserializer();
        this.anomalyDeserializer = topics.serdes().anomalies().deserializer();
        this.consumer = topics.consumer(new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>(topics.partitions(rates));
        partitions.addAll(topics.partitions(names.anomalies()));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads what has come; says how many rates of the last window have been read so far. */
    int read() {
        consumer.poll(Duration.ZERO).forEach(record -> {
            if (record.topic().equals(rates)) {
                findings.rate();
                VersionRate rate = rateDeserializer.deserialize(rates, record.value());
                lastRates += rate.window().endMs() == lastWindowEndMs ? 1 : 0;
            } else {
                findings.anomaly(anomalyDeserializer.deserialize(record.topic(), record.value()));
            }
        });
        return lastRates;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
