package io.upsurge.app.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.upsurge.app.config.UpsurgeConfig;
import io.upsurge.detect.Counters;
import io.upsurge.detect.rule.Rule;
import io.upsurge.ingest.Parts;
import io.upsurge.model.Workload;
import io.upsurge.stream.FleetQuestions;
import io.upsurge.stream.TopologyListener;
import io.upsurge.stream.TopologySerdes;
import io.upsurge.stream.TopologySettings;
import io.upsurge.stream.TopologySettings.TopicNames;
import io.upsurge.stream.UpsurgeTopology;
import io.upsurge.words.OneLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology running in this process. */
public final class Pipeline implements AutoCloseable {
    private static final int HEX_DIGITS = 12;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final UpsurgeConfig config;
    private final Supplier<KafkaStreams> anew;
    private final FleetQuestions questions;
    private final ThreadSupervisor supervisor;
    private final StallWatch stalls;
    private final Parts binders = new Parts();
    private final CloseOptions close;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile KafkaStreams streams;
    private volatile KafkaStreams givenUp;
    private Optional<MeterRegistry> shownIn = Optional.empty();

    /**
     * Prepares the pipeline.
     *
     * @param config the configuration
     * @param partitions partitions of the samples topic as it is
     * @param serdes how the topics are encoded
     */
    public Pipeline(UpsurgeConfig config, int partitions, TopologySerdes serdes) {
        this(config, partitions, serdes, TopologyListener.NONE);
    }

    /** As above, and hears what the topology does. */
    public Pipeline(UpsurgeConfig config, int partitions, TopologySerdes serdes, TopologyListener listener) {
        this(config, partitions, serdes, listener, new Asked(new FleetQuestions(partitions), Optional.empty()));
    }

    /**
     * What it can be asked.
     *
     * @param questions questions to the part of it that runs here
     * @param reachableAt address of its HTTP server, {@code host:port}; empty if other instances cannot ask it
     */
    public record Asked(FleetQuestions questions, Optional<String> reachableAt) {}

    /** As above, and can be asked. */
    public Pipeline(
            UpsurgeConfig config, int partitions, TopologySerdes serdes, TopologyListener listener, Asked asked) {
        Properties properties = StreamsSettings.of(config);
        asked.reachableAt().ifPresent(address -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address));
        questions = asked.questions();
        this.config = config;
        supervisor = new ThreadSupervisor(config.pipeline().maxThreadReplacements());
        stalls = new StallWatch(config.pipeline().stalledAfterMs(), System::currentTimeMillis);
        close = CloseOptions.timeout(STOP_WITHIN).withGroupMembershipOperation(membershipAtTheEnd(config));
        anew = () -> new KafkaStreams(topology(config, partitions, serdes, listener, questions), properties);
        streams = anew.get();
    }

    /**
     * Whoever stops says so, and others take its work over at once. Else the broker keeps the work for it until the session
     * is over, and nothing is told for so long. A static member asked for just that.
     */
    private static GroupMembershipOperation membershipAtTheEnd(UpsurgeConfig config) {
        boolean isStatic = Stream.of(config.kafka(), config.pipeline().streams())
                .flatMap(settings -> settings.keySet().stream())
                .anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        return isStatic ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
    }

    /** The topology of a configuration. */
    public static Topology topology(UpsurgeConfig config, int partitions, TopologySerdes serdes) {
        return topology(config, partitions, serdes, TopologyListener.NONE, new FleetQuestions(partitions));
    }

    private static Topology topology(
            UpsurgeConfig config,
            int partitions,
            TopologySerdes serdes,
            TopologyListener listener,
            FleetQuestions questions) {
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
        return new UpsurgeTopology(settings, serdes, listener, questions).build(namingEnforced(config));
    }

    /** The first 12 hexadecimal digits of the SHA-256 of its description: names of processors, stores and topics. */
    public static String topologyHash(UpsurgeConfig config, TopologySerdes serdes) {
        String description = topology(config, config.topics().partitions(), serdes)
                .describe()
                .toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(description.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
            return metadata == null || metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                    ? Optional.empty()
                    : Optional.of(metadata.activeHost())
                            .filter(host -> host.port() > 0)
                            .map(host -> (host.host().contains(":") ? '[' + host.host() + ']' : host.host())
                                    + ':'
                                    + host.port());
        } catch (IllegalStateException e) {
            return Optional.empty(); // not running yet, or no longer
        }
    }

    /** Starts it; returns at once. Local state that cannot be opened is given up: all of it is in Kafka too. */
    public void start() {
        try {
            begin();
        } catch (ProcessorStateException e) {
            LOG.warn(
                    "Local state in {} cannot be used and is built anew from Kafka: {}",
                    config.pipeline().stateDir(),
                    OneLine.of(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
            givenUp = streams;
            streams.close(close);
            StateFolder.forget(config);
            streams = anew.get();
            shownIn.ifPresent(this::show);
            begin();
        }
    }

    private void begin() {
        streams.setUncaughtExceptionHandler(supervisor);
        KafkaStreams begun = streams;
        streams.setStateListener((now, before) -> {
            if (begun != givenUp && (now == State.ERROR || now == State.NOT_RUNNING)) {
                over.countDown();
            }
        });
        streams.start();
    }

    /** Shows metrics of Kafka Streams and its clients, until it is closed. */
    public void bindTo(MeterRegistry registry) {
        shownIn = Optional.of(registry);
        show(registry);
        FunctionCounter.builder("upsurge.stream.threads.replaced", supervisor, ThreadSupervisor::replaced)
                .description("Stream threads that died of an error and were replaced")
                .register(registry);
    }

    private void show(MeterRegistry registry) {
        binders.close();
        binders.add(new KafkaStreamsMetrics(streams)).bindTo(registry);
    }

    /** Why only a restart helps: it has stopped because of errors, or a thread of it has. Empty if nothing has. */
    public Optional<String> failure() {
        return switch (streams.state()) {
            case ERROR, PENDING_ERROR, NOT_RUNNING -> Optional.of("Kafka Streams is " + streams.state());
            case RUNNING -> stalls.check(loops());
            default -> {
                stalls.forget();
                yield Optional.empty();
            }
        };
    }

    /** How often each stream thread has gone round since it began. */
    private Map<String, Double> loops() {
        Map<String, Double> loops = new TreeMap<>();
        streams.metrics().forEach((name, metric) -> {
            if (name.name().equals("poll-total") && name.group().equals("stream-thread-metrics")) {
                loops.put(name.tags().getOrDefault("thread-id", ""), ((Number) metric.metricValue()).doubleValue());
            }
        });
        return loops;
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

    /** Commits, leaves the group and stops, within eight seconds. */
    @Override
    public void close() {
        streams.close(close);
        binders.close();
    }
}
