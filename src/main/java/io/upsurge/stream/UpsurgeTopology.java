package io.upsurge.stream;

import io.upsurge.model.Anomaly;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The wiring, and nothing else:
 *
 * <pre>
 * samples  -> guard-samples  -+-> dead-letters
 *                             +-> track-nodes -> partials (repartition) -> judge-fleet -+-> version-rates
 * rollouts -> guard-rollouts -+-> dead-letters                                          +-> anomalies
 *                                                                                       +-> anomalies-open
 * </pre>
 */
public final class UpsurgeTopology {
    /** Name of the store with what is known of the nodes of each workload; where it is, questions are answered. */
    public static final String NODES_OF_WORKLOADS = Stores.HISTORIES;

    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(2);

    private static final String PARTIALS = "partials";

    private final TopologySettings settings;
    private final TopologySerdes serdes;
    private final TopologyListener listener;

    private final FleetQuestions questions;

    /**
     * Prepares a topology.
     *
     * @param listener hears what it does
     * @param questions what its tasks are asked
     */
    public UpsurgeTopology(
            TopologySettings settings, TopologySerdes serdes, TopologyListener listener, FleetQuestions questions) {
        this.settings = settings;
        this.serdes = serdes;
        this.listener = listener;
        this.questions = questions;
    }

    /**
     * The topics that Kafka Streams makes for an application: a changelog of every store, and what is between the stages.
     *
     * @param applicationId Kafka Streams application id
     */
    public static List<String> internalTopics(String applicationId) {
        return Stream.concat(
                        Stores.NAMES.stream().map(store -> store + "-changelog"), Stream.of(PARTIALS + "-repartition"))
                .map(name -> applicationId + '-' + name)
                .toList();
    }

    /**
     * Builds it. Names of processors, stores and internal topics are fixed: state outlives releases under them.
     *
     * @param config settings of Kafka Streams that concern the topology
     */
    public Topology build(TopologyConfig config) {
        StreamsBuilder builder = new StreamsBuilder(config);
        KStream<byte[], Guarded> samples = guarded(
                builder, "samples", settings.topics().samples(), serdes.samples(), Inputs.SAMPLES, Guarded.Sample::new);
        KStream<byte[], Guarded> rollouts = guarded(
                builder,
                "rollouts",
                settings.topics().rollouts(),
                serdes.rollouts(),
                Inputs.ROLLOUTS,
                Guarded.Fact::new);
        KStream<String, FleetOutput> outputs = samples.merge(rollouts, Named.as("accepted"))
                .process(trackNodes(), Named.as("track-nodes"))
                .repartition(Repartitioned.<String, FleetMessage>as(PARTIALS)
                        .withKeySerde(Serdes.String())
                        .withValueSerde(FleetMessageSerde.serde())
                        .withNumberOfPartitions(settings.partitions())
                        .withStreamPartitioner(new FleetPartitioner()))
                .process(judgeFleet(), Named.as("judge-fleet"));
        outputs.split(Named.as("out-"))
                .branch(
                        (key, output) -> output instanceof FleetOutput.Rate,
                        Branched.withConsumer(this::writeRates, "rates"))
                .branch(
                        (key, output) -> output instanceof FleetOutput.Change,
                        Branched.withConsumer(this::writeAnomalies, "anomalies"));
        return builder.build();
    }

    private <T> KStream<byte[], Guarded> guarded(
            StreamsBuilder builder,
            String name,
            String topic,
            Deserializer<T> deserializer,
            Admission.Input<T> input,
            Function<T, Guarded> accept) {
        Serde<Inbound<T>> inbound =
                Serdes.serdeFrom(new ReadOnlySerializer<>(), new InboundDeserializer<>(deserializer, REGISTRY_PAUSE));
        KStream<byte[], Guarded> checked = builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), inbound)
                                .withName("read-" + name)
                                .withTimestampExtractor(new EventTime<>(
                                        input.timeOf(),
                                        settings.engine().futureToleranceMs(),
                                        System::currentTimeMillis)))
                .process(
                        () -> new Guard<>(name, listener, new Admission<>(input, settings.partitions()), accept),
                        Named.as("guard-" + name));
        checked.filter((key, value) -> value instanceof Guarded.Refused, Named.as("refused-" + name))
                .mapValues(value -> ((Guarded.Refused) value).raw(), Named.as("raw-" + name))
                .to(
                        settings.topics().deadLetters(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("write-dead-letters-" + name));
        return checked.filterNot((key, value) -> value instanceof Guarded.Refused, Named.as("accepted-" + name));
    }

    private ProcessorSupplier<byte[], Guarded, String, FleetMessage> trackNodes() {
        return new ProcessorSupplier<>() {
            @Override
            public NodeProcessor get() {
                return new NodeProcessor(settings, listener);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Stores.ofNodes(settings);
            }
        };
    }

    private ProcessorSupplier<String, FleetMessage, String, FleetOutput> judgeFleet() {
        return new ProcessorSupplier<>() {
            @Override
            public FleetProcessor get() {
                return new FleetProcessor(settings, listener, questions);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Stores.ofFleet(settings);
            }
        };
    }

    private void writeRates(KStream<String, FleetOutput> outputs) {
        outputs.mapValues(output -> ((FleetOutput.Rate) output).rate(), Named.as("rates"))
                .to(
                        settings.topics().versionRates(),
                        Produced.with(Serdes.String(), writeOnly(serdes.versionRates()))
                                .withName("write-version-rates"));
    }

    private void writeAnomalies(KStream<String, FleetOutput> outputs) {
        Serde<Anomaly> serde = writeOnly(serdes.anomalies());
        KStream<String, Anomaly> anomalies =
                outputs.mapValues(output -> ((FleetOutput.Change) output).anomaly(), Named.as("anomalies"));
        anomalies.to(
                settings.topics().anomalies(),
                Produced.with(Serdes.String(), serde).withName("write-anomalies"));
        anomalies
                .mapValues(anomaly -> anomaly.isOver() ? null : anomaly, Named.as("anomalies-open"))
                .to(
                        settings.topics().anomaliesOpen(),
                        Produced.with(Serdes.String(), serde).withName("write-anomalies-open"));
    }

    private static <T> Serde<T> writeOnly(Serializer<T> serializer) {
        Deserializer<T> none = (topic, bytes) -> {
            throw new UnsupportedOperationException(topic + " is only written");
        };
        return Serdes.serdeFrom(serializer, none);
    }

    /** The inputs are only read. */
    private static final class ReadOnlySerializer<T> implements Serializer<T> {
        @Override
        public byte[] serialize(String topic, T value) {
            throw new UnsupportedOperationException(topic + " is only read");
        }
    }
}
