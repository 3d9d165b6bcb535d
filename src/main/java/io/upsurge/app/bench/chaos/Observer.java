package io.upsurge.app.bench.chaos;

import io.upsurge.app.bench.chaos.ChaosTopics.Isolation;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.model.VersionRate;
import io.upsurge.model.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads committed results as they come, and measures how long it takes after a fault until results come again. Not
 * thread-safe.
 */
final class Observer implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> reader;
    private final String rates;
    private final Deserializer<VersionRate> decoder;
    private final Map<Workload, Long> latestMs = new HashMap<>();
    private final List<Watch> watches = new ArrayList<>();
    private long rateCount;
    private long anomalyCount;
    private long lastNs = System.nanoTime();

    /**
     * A fault and what came after it.
     *
     * <p>Results have come again when every workload has a rate of a window that was not yet over, by the time of the season,
     * when the fault came: it rests on records that were written after the fault.
     */
    static final class Watch {
        private final Fault fault;
        private final long beyondMs;
        private final long beganNs = System.nanoTime();
        private OptionalLong tookMs = OptionalLong.empty();

        private Watch(Fault fault, long beyondMs) {
            this.fault = fault;
            this.beyondMs = beyondMs;
        }

        Fault fault() {
            return fault;
        }

        /** From the fault until results came again, milliseconds of wall time; empty if they have not. */
        OptionalLong tookMs() {
            return tookMs;
        }
    }

    Observer(ChaosTopics topics, List<Workload> workloads) {
        UpsurgeConfig.Topics names = topics.config().topics();
        reader = topics.reader(Isolation.READ_COMMITTED);
        rates = names.versionRates();
        decoder = topics.contracts().serdes().versionRates().deserializer();
        List<TopicPartition> partitions = topics.partitions(rates, names.anomalies());
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        workloads.forEach(workload -> latestMs.put(workload, Long.MIN_VALUE));
    }

    /**
     * Begins to measure.
     *
     * @param fault the fault that comes now
     * @param reachedMs up to where the season has been written, milliseconds since 1970-01-01T00:00Z
     */
    void watch(Fault fault, long reachedMs) {
        watches.add(new Watch(fault, reachedMs));
    }

    /** Reads what has come; waits some milliseconds at most. */
    void poll() {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            lastNs = System.nanoTime();
            if (record.topic().equals(rates)) {
                rateCount++;
                VersionRate rate = decoder.deserialize(rates, record.value());
                latestMs.merge(rate.key().workload(), rate.window().endMs(), Math::max);
            } else {
                anomalyCount++;
            }
        }
        long reachedMs =
                latestMs.values().stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
        for (Watch watch : watches) {
            if (watch.tookMs.isEmpty() && reachedMs > watch.beyondMs) {
                watch.tookMs = OptionalLong.of((lastNs - watch.beganNs) / 1_000_000);
            }
        }
    }

    /** Rates read so far. */
    long rates() {
        return rateCount;
    }

    /** Changes of anomalies read so far. */
    long anomalies() {
        return anomalyCount;
    }

    /** Since when nothing has come, milliseconds. */
    long silentMs() {
        return (System.nanoTime() - lastNs) / 1_000_000;
    }

    /** What was measured, in the order of the faults. */
    List<Watch> watches() {
        return List.copyOf(watches);
    }

    @Override
    public void close() {
        reader.close();
    }
}
