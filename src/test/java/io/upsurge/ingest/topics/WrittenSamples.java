package io.upsurge.ingest.topics;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.contracts.Contracts;
import io.upsurge.detect.Counters.Event;
import io.upsurge.detect.InMemoryEngine;
import io.upsurge.ingest.topics.SteadyFleet.Told;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.Version;
import io.upsurge.model.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic of the samples from its beginning. */
final class WrittenSamples implements AutoCloseable {
    private final UpsurgeConfig config;
    private final Contracts contracts;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Written> written = new ArrayList<>();

    private record Written(int partition, SampleRecord record) {}

    WrittenSamples(UpsurgeConfig config, Contracts contracts) {
        this.config = config;
        this.contracts = contracts;
        consumer = new KafkaConsumer<>(
                new HashMap<>(config.kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int p = 0; p < config.topics().partitions(); p++) {
            partitions.add(new TopicPartition(config.topics().samples(), p));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Everything up to what is there at this moment. */
    void read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> written.add(new Written(
                            record.partition(),
                            contracts.serdes().samples().deserializer().deserialize(record.topic(), record.value()))));
        }
    }

    List<Scrape> scrapes() {
        return written.stream()
                .map(Written::record)
                .filter(Scrape.class::isInstance)
                .map(Scrape.class::cast)
                .toList();
    }

    List<Heartbeat> heartbeats() {
        return written.stream()
                .map(Written::record)
                .filter(Heartbeat.class::isInstance)
                .map(Heartbeat.class::cast)
                .toList();
    }

    /** What all scrapes tell together, by node and time; NaN where a scrape does not tell. */
    SortedMap<String, SortedMap<Long, Told>> told() {
        SortedMap<String, SortedMap<Long, Told>> told = new TreeMap<>();
        for (Scrape scrape : scrapes()) {
            SortedMap<Long, Told> ofNode = told.computeIfAbsent(scrape.node(), node -> new TreeMap<>());
            for (Scrape.Point point : scrape.points()) {
                Told before = ofNode.getOrDefault(scrape.timeMs(), new Told(Double.NaN, Double.NaN));
                ofNode.put(
                        scrape.timeMs(),
                        point.series().metric().endsWith("_count")
                                ? new Told(point.value(), before.sum())
                                : new Told(before.count(), point.value()));
            }
        }
        return told;
    }

    /** The engine after it was told what the nodes run, all that was written, and that it is over. */
    InMemoryEngine judged(SteadyFleet fleet) {
        InMemoryEngine engine =
                new InMemoryEngine(config.topics().partitions(), config.signals(), config.engine(), config.rule());
        for (Written one : written) {
            if (one.record instanceof Scrape scrape) {
                engine.on(
                        one.partition, runsOneVersion(scrape.workload(), scrape.node(), fleet.startMs() - 86_400_000));
            }
            engine.on(one.partition, one.record);
        }
        for (int p = 0; p < config.topics().partitions(); p++) {
            long overMs = fleet.startMs() + (fleet.scrapes() + 60) * SteadyFleet.EVERY_MS;
            engine.on(p, new Heartbeat(SteadyFleet.CLUSTER, overMs, true));
        }
        return engine;
    }

    private static RolloutFact runsOneVersion(Workload workload, String node, long sinceMs) {
        return new RolloutFact(workload, node, Version.ofTag("v1"), "", sinceMs, sinceMs, "test", "");
    }

    static int late(InMemoryEngine engine) {
        return engine.count(Event.LATE_SAMPLE) + engine.count(Event.LATE_PARTIAL);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
