package io.upsurge.wire;

import io.upsurge.model.Anomaly;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.VersionRate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Makes the serdes of the topics' values. Subjects are named {@code <topic>-value}. All serdes may be shared by threads.
 *
 * <p>A deserializer throws {@link WireException} for a bad record, to be put aside; anything else it throws, above all
 * {@link RegistryUnavailableException}, is not the record's fault, and the record must be tried again.
 */
public final class WireSerdes {
    private final RegistryClient registry;
    private final Optional<VendorSerdes> vendor;
    private final SchemaIds schemaIds;

    /**
     * Reads the settings.
     *
     * @param registry the registry to ask; not used where {@code serde.class} names a vendor's serde
     * @param config registry settings under Confluent's names, passed on to a vendor's serde as they are
     * @throws IllegalArgumentException if a setting is wrong or the vendor's serde cannot be made; says which
     */
    public WireSerdes(RegistryClient registry, Map<String, String> config) {
        RegistrySettings settings = RegistrySettings.of(config);
        this.registry = registry;
        this.schemaIds = new SchemaIds(registry, settings.autoRegister(), settings.useLatest());
        this.vendor = settings.serdeClass().map(name -> new VendorSerdes(name, config));
    }

    /** Scrapes and heartbeats. */
    public Serde<SampleRecord> samples() {
        SampleCodec codec = new SampleCodec();
        ThreadLocal<NodeSampleDecoder> decoders = ThreadLocal.withInitial(NodeSampleDecoder::new);
        SeriesBytes seriesBytes = new SeriesBytes();
        return serde(
                codec,
                () -> new NodeSampleEncoder(codec, writer(codec), seriesBytes),
                writer -> ContractSchemas.sameBinary(writer, codec.contract())
                        ? (value, from) -> decoders.get().read(value, from)
                        : new ResolvingReader<>(writer, codec));
    }

    /** Roll-out facts. */
    public Serde<RolloutFact> rollouts() {
        return serde(new RolloutCodec());
    }

    /** Rates per version. */
    public Serde<VersionRate> versionRates() {
        return serde(new VersionRateCodec());
    }

    /** Changes of anomalies; of both anomaly topics. */
    public Serde<Anomaly> anomalies() {
        return serde(new AnomalyCodec());
    }

    private <M, A extends SpecificRecord> Serde<M> serde(ModelCodec<M, A> codec) {
        return serde(codec, () -> recordWriter(codec), writer -> new ResolvingReader<>(writer, codec));
    }

    private static <M, A extends SpecificRecord> RecordWriter<M> recordWriter(ModelCodec<M, A> codec) {
        DatumWriter<A> writer = writer(codec);
        return (model, out) -> writer.write(codec.toAvro(model), out);
    }

    private static <M, A extends SpecificRecord> DatumWriter<A> writer(ModelCodec<M, A> codec) {
        return new SpecificDatumWriter<>(codec.compiled(), new ContractClasses());
    }

    private <M, A extends SpecificRecord> Serde<M> serde(
            ModelCodec<M, A> codec, Supplier<RecordWriter<M>> writers, Function<Schema, RecordReader<M>> readerOf) {
        return vendor.map(serdes -> serdes.of(codec))
                .orElseGet(() -> Serdes.serdeFrom(
                        new WireSerializer<>(codec.contract(), schemaIds, writers),
                        new WireDeserializer<>(registry, readerOf)));
    }
}
