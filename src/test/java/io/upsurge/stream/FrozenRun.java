package io.upsurge.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import io.upsurge.stream.FrozenRelease.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;

/** The present topology on the records of a release, under the configuration and the contracts of that release. */
public final class FrozenRun implements AutoCloseable {
    /** Stores of stage one, which was further than stage two when the state was frozen. */
    public static final List<String> OF_NODES = List.of(Stores.NODES, Stores.CLOCKS);
    /** Stores of stage two. */
    public static final List<String> OF_FLEET =
            List.of(Stores.MARKS, Stores.PARTIALS, Stores.HISTORIES, Stores.KEYS, Stores.SIGHTS);

    final UpsurgeConfig config;
    final TopologyHarness harness;
    private final Map<String, TreeMap<String, byte[]>> stores = new LinkedHashMap<>();

    public FrozenRun(FrozenRelease release, Path stateDir) {
        config = release.config(List.of("registry.url=mock://" + UUID.randomUUID(), "pipeline.state-dir=" + stateDir));
        release.registerSchemas(config);
        harness = new TopologyHarness(config);
    }

    /** Plays records of the inputs. */
    public void play(List<Entry> inputs) {
        for (Entry entry : inputs) {
            if (entry.topic().equals(config.topics().samples())) {
                harness.sendSample(entry.name(), entry.value());
            } else {
                harness.sendRollout(entry.name(), entry.value());
            }
        }
    }

    /** Puts state where it was. */
    void restore(List<Entry> state) {
        for (Entry entry : state) {
            restore(store(entry.topic()), entry);
        }
    }

    private static <V> void restore(WriteBehindStore<V> store, Entry entry) {
        store.put(entry.name(), store.codec().unpack().apply(entry.value()));
    }

    WriteBehindStore<?> store(String name) {
        return (WriteBehindStore<?>) harness.driver.getStateStore(name);
    }

    /** Hands stage two what lay between the stages. */
    void resume(List<Entry> pending) {
        var between =
                harness.driver.createInputTopic(repartition(), new ByteArraySerializer(), new ByteArraySerializer());
        pending.forEach(entry -> between.pipeInput(entry.key(), entry.value()));
    }

    /** What has been written to some changelogs, the last state of each key. */
    List<Entry> changelogs(List<String> names) {
        List<Entry> state = new ArrayList<>();
        for (String name : names) {
            TreeMap<String, byte[]> kept = stores.computeIfAbsent(name, n -> new TreeMap<>());
            for (KeyValue<byte[], byte[]> record :
                    drain(config.pipeline().applicationId() + '-' + name + "-changelog")) {
                if (record.value == null) {
                    kept.remove(new String(record.key, UTF_8));
                } else {
                    kept.put(new String(record.key, UTF_8), record.value);
                }
            }
            kept.forEach((key, value) -> state.add(new Entry(name, key.getBytes(UTF_8), value)));
        }
        return state;
    }

    /** What has passed between the stages since it was asked last. */
    List<Entry> between() {
        return entries(repartition());
    }

    /** Every record of the result topics since it was asked last. */
    public List<Entry> outputs() {
        List<Entry> outputs = new ArrayList<>();
        UpsurgeConfig.Topics topics = config.topics();
        for (String topic :
                List.of(topics.versionRates(), topics.anomalies(), topics.anomaliesOpen(), topics.deadLetters())) {
            outputs.addAll(entries(topic));
        }
        return outputs;
    }

    /** What it has said since it was asked last. */
    public String answer() {
        return TopologyHarness.answer(harness.rates(), harness.anomalies());
    }

    private List<Entry> entries(String topic) {
        return drain(topic).stream()
                .map(record -> new Entry(topic, record.key, record.value))
                .toList();
    }

    private List<KeyValue<byte[], byte[]>> drain(String topic) {
        return harness.driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList();
    }

    /** The same under the next format number. */
    public static byte[] later(byte[] packed) {
        long format = new Unpacker(packed).number();
        byte[] number = new Packer().number(format).toBytes();
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        later.writeBytes(new Packer().number(format + 1).toBytes());
        later.write(packed, number.length, packed.length - number.length);
        return later.toByteArray();
    }

    private String repartition() {
        return config.pipeline().applicationId() + "-partials-repartition";
    }

    @Override
    public void close() {
        harness.close();
    }
}
