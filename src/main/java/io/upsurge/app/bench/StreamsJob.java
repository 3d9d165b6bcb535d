package io.upsurge.app.bench;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.app.run.Pipeline;
import io.upsurge.app.run.StreamsSettings;
import io.upsurge.detect.Counters.Event;
import io.upsurge.model.SampleRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;

/** Kafka Streams on all samples: the product's topology, or one that does nothing, under the same settings. */
final class StreamsJob {
    private static final Duration STALLED_AFTER = Duration.ofMinutes(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final BenchTopics topics;
    private final BenchPlan plan;
    private final BenchFleet fleet;

    StreamsJob(BenchTopics topics, BenchPlan plan, BenchFleet fleet) {
        this.topics = topics;
        this.plan = plan;
        this.fleet = fleet;
    }

    /**
     * A run of the topology.
     *
     * @param used what it took from a quarter of the records until the last result could be read, committed
     * @param findings what it said
     */
    record Run(Reading used, Findings findings) {}

    /**
     * Reads and does nothing.
     *
     * @param applicationId a name not used before
     * @throws IllegalStateException if it stops or stalls
     */
    Reading nothing(String applicationId) {
        UpsurgeConfig config = topics.config(applicationId);
        Progress progress = new Progress(plan.records());
        Topology topology = new Topology()
                .addSource(
                        "read",
                        new ByteArrayDeserializer(),
                        topics.serdes().samples().deserializer(),
                        config.topics().samples())
                .addProcessor("nothing", () -> counting(progress), "read");
        try (KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config))) {
            streams.start();
            await(streams, progress, progress::complete);
            return progress.sinceQuarter();
        }
    }

    private static Processor<byte[], SampleRecord, Void, Void> counting(Progress progress) {
        return record -> progress.one();
    }

    /**
     * Runs the product.
     *
     * @param applicationId a name not used before
     * @throws IllegalStateException if it stops or stalls
     */
    Run topology(String applicationId) {
        UpsurgeConfig config = topics.config(applicationId);
        Progress progress = new Progress(plan.records());
        Deserializer<SampleRecord> samples = topics.serdes().samples().deserializer();
        Deserializer<SampleRecord> counted = (topic, bytes) -> {
            progress.one();
            return samples.deserialize(topic, bytes);
        };
        Topology topology = Pipeline.topology(config, plan.partitions(), topics.forTopology(counted));
        Findings findings = new Findings();
        try (ResultReader results = new ResultReader(topics, findings, fleet.endMs());
                KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config))) {
            streams.start();
            await(streams, progress, () -> results.read() >= plan.series());
            Reading used = progress.sinceQuarter();
            for (Event event : Event.values()) {
                findings.count(event, total(streams, event));
            }
            streams.close(STOP_WITHIN);
            return new Run(used, findings);
        }
    }

    /** Sum over all tasks of one of the product's counters. */
    private static long total(KafkaStreams streams, Event event) {
        String metric = event.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
        return streams.metrics().values().stream()
                .filter(each -> each.metricName().name().equals(metric))
                .mapToLong(each -> ((Number) each.metricValue()).longValue())
                .sum();
    }

    private static void await(KafkaStreams streams, Progress progress, BooleanSupplier done) {
        long before = -1;
        long movedNs = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (streams.state() == KafkaStreams.State.ERROR) {
                throw new IllegalStateException("Kafka Streams stopped after " + progress.done() + " records");
            }
            if (progress.done() != before) {
                before = progress.done();
                movedNs = System.nanoTime();
            } else if (System.nanoTime() - movedNs > STALLED_AFTER.toNanos()) {
                throw new IllegalStateException("nothing has happened for " + STALLED_AFTER.toMinutes()
                        + " minutes after " + before + " records");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }
}
