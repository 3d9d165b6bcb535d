package io.upsurge.stream;

import io.upsurge.app.config.ConfigLoader;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.run.StreamsSettings;
import io.upsurge.model.Anomaly;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.VersionRate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology, configuration and encoding in the test driver: one partition, no broker. */
public final class TopologyHarness implements AutoCloseable {
    public final UpsurgeConfig config;
    public final TopologyTestDriver driver;
    private final Contracts contracts;
    private final TestInputTopic<byte[], byte[]> samples;
    private final TestInputTopic<byte[], byte[]> rollouts;

    public TopologyHarness(Path stateDir) {
        this(ConfigLoader.shipped(
                Map.of("registry.url", "mock://" + UUID.randomUUID(), "pipeline.state-dir", stateDir.toString())));
    }

    public TopologyHarness(UpsurgeConfig config) {
        this.config = config;
        contracts = Contracts.of(config);
        contracts.subjects().register(contracts.registry());
        Properties properties = StreamsSettings.of(config);
        driver = new TopologyTestDriver(Pipeline.topology(config, 1, contracts.forTopology()), properties);
        samples = driver.createInputTopic(
                config.topics().samples(), new ByteArraySerializer(), new ByteArraySerializer());
        rollouts = driver.createInputTopic(
                config.topics().rollouts(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void send(SampleRecord sample) {
        sendSample(key(sample), encode(sample));
    }

    public static String key(SampleRecord sample) {
        return sample instanceof Scrape scrape ? scrape.nodeId().key() : ((Heartbeat) sample).key();
    }

    /** What a topic of ours holds. */
    public Object decode(String topic, byte[] value) {
        if (topic.equals(config.topics().samples())) {
            return contracts.serdes().samples().deserializer().deserialize(topic, value);
        }
        if (topic.equals(config.topics().rollouts())) {
            return contracts.serdes().rollouts().deserializer().deserialize(topic, value);
        }
        return topic.equals(config.topics().versionRates())
                ? contracts.serdes().versionRates().deserializer().deserialize(topic, value)
                : contracts.serdes().anomalies().deserializer().deserialize(topic, value);
    }

    public byte[] encode(SampleRecord sample) {
        return contracts
                .serdes()
                .samples()
                .serializer()
                .serialize(config.topics().samples(), sample);
    }

    public void sendSample(String key, byte[] value) {
        samples.pipeInput(key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    public void send(RolloutFact fact) {
        sendRollout(fact.nodeId().key(), encode(fact));
    }

    public byte[] encode(RolloutFact fact) {
        return contracts
                .serdes()
                .rollouts()
                .serializer()
                .serialize(config.topics().rollouts(), fact);
    }

    public void sendRollout(String key, byte[] value) {
        rollouts.pipeInput(key.getBytes(StandardCharsets.UTF_8), value);
    }

    public void sendAll(Iterable<?> records) {
        for (Object record : records) {
            if (record instanceof SampleRecord sample) {
                send(sample);
            } else {
                send((RolloutFact) record);
            }
        }
    }

    public List<VersionRate> rates() {
        TestOutputTopic<String, VersionRate> topic = driver.createOutputTopic(
                config.topics().versionRates(),
                new StringDeserializer(),
                contracts.serdes().versionRates().deserializer());
        return topic.readValuesToList();
    }

    public List<Anomaly> anomalies() {
        TestOutputTopic<String, Anomaly> topic = driver.createOutputTopic(
                config.topics().anomalies(),
                new StringDeserializer(),
                contracts.serdes().anomalies().deserializer());
        return topic.readValuesToList();
    }

    /** The compacted topic as a reader from the beginning would see it. */
    public Map<String, Anomaly> openAnomalies() {
        TestOutputTopic<String, Anomaly> topic = driver.createOutputTopic(
                config.topics().anomaliesOpen(),
                new StringDeserializer(),
                contracts.serdes().anomalies().deserializer());
        Map<String, Anomaly> open = new TreeMap<>();
        topic.readKeyValuesToList().forEach(entry -> {
            if (entry.value == null) {
                open.remove(entry.key);
            } else {
                open.put(entry.key, entry.value);
            }
        });
        return open;
    }

    public List<TestRecord<byte[], byte[]>> deadLetters() {
        return driver.createOutputTopic(
                        config.topics().deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Sum over tasks of one of our counters, such as {@code late-sample}. */
    public long counter(String name) {
        return driver.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name + "-total"))
                .mapToLong(entry -> ((Number) entry.getValue().metricValue()).longValue())
                .sum();
    }

    /** Everything said, in an order of its own. */
    public static String answer(List<VersionRate> rates, List<Anomaly> anomalies) {
        TreeSet<String> lines = new TreeSet<>();
        rates.forEach(rate -> lines.add(rate.toString()));
        anomalies.forEach(anomaly -> lines.add(anomaly.toString()));
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        driver.close();
    }
}
