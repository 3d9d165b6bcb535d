package io.upsurge.app.doctor.look;

import io.upsurge.model.VersionRate;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the newest rates, for how far the pipeline has come in event time. */
public final class RatesProbe {
    private static final long ENOUGH = 2_000;
    private static final int MAX_CLUSTERS = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<VersionRate> decoder;

    /**
     * A probe.
     *
     * @param consumer client that reads committed records, in no group; not closed here
     * @param decoder decodes rates; not closed here
     */
    public RatesProbe(Consumer<byte[], byte[]> consumer, Deserializer<VersionRate> decoder) {
        this.consumer = consumer;
        this.decoder = decoder;
    }

    /**
     * End of the newest window by cluster, milliseconds since 1970-01-01T00:00Z.
     *
     * @param topic topic of the rates
     */
    public Map<String, Long> newestWindows(String topic) {
        Map<String, Long> newest = new TreeMap<>();
        new TopicReading(consumer, ENOUGH).past(topic, OptionalLong.empty(), record -> {
            try {
                VersionRate rate = decoder.deserialize(topic, record.headers(), record.value());
                String cluster = rate == null ? "" : rate.key().workload().cluster();
                if (rate != null && (newest.containsKey(cluster) || newest.size() < MAX_CLUSTERS)) {
                    newest.merge(cluster, rate.window().endMs(), Math::max);
                }
            } catch (SerializationException e) {
                return; // what cannot be read says nothing of how far the pipeline is
            }
        });
        return newest;
    }
}
