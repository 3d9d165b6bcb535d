package io.upsurge.app.run;

import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.rule.Rule;
import io.upsurge.model.Workload;
import io.upsurge.stream.FleetQuestions;
import io.upsurge.stream.TopologySerdes;
import io.upsurge.stream.TopologySettings;
import io.upsurge.stream.TopologySettings.TopicNames;
import io.upsurge.stream.UpsurgeTopology;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The topology running in this process. */
public final class Pipeline implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final KafkaStreams streams;
    private final FleetQuestions questions;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Prepares the pipeline.
     *
     * @param config the configuration
     * @param partitions partitions of the samples topic as it is
     * @param serdes how the topics are encoded
     */
    public Pipeline(UpsurgeConfig config, int partitions, TopologySerdes serdes) {
        this(config, partitions, serdes, Optional.empty());
    }

    /**
     * Prepares a pipeline that other instances can ask.
     *
     * @param reachableAt address of its HTTP server, {@code host:port}; empty if they cannot
     */
    public Pipeline(UpsurgeConfig config, int partitions, TopologySerdes serdes, Optional<String> reachableAt) {
        Properties properties = StreamsSettings.of(config);
        reachableAt.ifPresent(address -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        questions = new FleetQuestions(partitions);
        streams = new KafkaStreams(topology(config, partitions, serdes, questions), properties);
        streams.setUncaughtExceptionHandler(
                new ThreadSupervisor(config.pipeline().maxThreadReplacements()));
        streams.setStateListener((now, before) -> {
            if (now == State.ERROR || now == State.NOT_RUNNING) {
                over.countDown();
            }
        });
    }

    /** The topology of a configuration. */
    public static Topology topology(UpsurgeConfig config, int partitions, TopologySerdes serdes) {
        return topology(config, partitions, serdes, new FleetQuestions(partitions));
    }

    private static Topology topology(
            UpsurgeConfig config, int partitions, TopologySerdes serdes, FleetQuestions questions) {
        UpsurgeConfig.Topics topics = config.topics();
        TopologySettings settings = new TopologySettings(
                new TopicNames(
                        topics.samples(),
                        topics.rollouts(),
                        topics.versionRates(),
                        topics.anomalies(),
                        topics.anomaliesOpen(),
                        topics.deadLetters()),
                partitions,
                config.engine(),
                config.rule(),
                Rule.of(config.rule()),
                config.signals(),
                config.pipeline().store() == UpsurgeConfig.StoreKind.ROCKSDB,
                config.pipeline().idleAfterMs());
        return new UpsurgeTopology(settings, serdes, questions).build(namingEnforced(config));
    }

    private static TopologyConfig namingEnforced(UpsurgeConfig config) {
        return new TopologyConfig(new StreamsConfig(StreamsSettings.of(config)));
    }

    /** Questions to the part of it that runs here. */
    public FleetQuestions questions() {
        return questions;
    }

    /**
     * The other instance that has the state of a workload.
     *
     * @return its {@code host:port}; empty if that is not known now, or it cannot be reached
     */
    public Optional<String> elsewhere(Workload workload) {
        try {
            KeyQueryMetadata metadata = streams.queryMetadataForKey(
                    UpsurgeTopology.NODES_OF_WORKLOADS,
                    workload.key(),
                    (topic, key, value, partitions) -> Optional.of(Set.of(questions.partitionOf(workload))));
            return metadata == null || metadata == KeyQueryMetadata.NOT_AVAILABLE
                    ? Optional.empty()
                    : Optional.of(metadata.activeHost())
                            .filter(host -> host.port() > 0)
                            .map(host -> (host.host().contains(":") ? '[' + host.host() + ']' : host.host()) + ':'
                                    + host.port());
        } catch (IllegalStateException e) {
            return Optional.empty(); // not running yet, or no longer
        }
    }

    /** Starts it; returns at once. */
    public void start() {
        streams.start();
    }

    /** Why only a restart helps: it has stopped, or is about to, because of errors. Empty if it has not. */
    public Optional<String> failure() {
        return switch (streams.state()) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> Optional.of("Kafka Streams is " + streams.state());
            default -> Optional.empty();
        };
    }

    /** Why it does not work on its input now; empty if it does. */
    public Optional<String> unready() {
        return isRunning() ? Optional.empty() : Optional.of("Kafka Streams is " + streams.state());
    }

    /** Whether it is running: assigned, restored and processing. */
    public boolean isRunning() {
        return streams.state() == State.RUNNING;
    }

    /** Whether it has stopped because of errors. */
    public boolean hasFailed() {
        return streams.state() == State.ERROR || streams.state() == State.PENDING_ERROR;
    }

    /** How often something was met in this process since the start. */
    public long count(Counters.Event event) {
        String name = event.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().group().equals("stream-upsurge-metrics"))
                .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
                .sum();
    }

    /**
     * Waits until it stops.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void awaitEnd() throws InterruptedException {
        over.await();
    }

    /** Commits and stops, within eight seconds. */
    @Override
    public void close() {
        streams.close(STOP_WITHIN);
    }
}
