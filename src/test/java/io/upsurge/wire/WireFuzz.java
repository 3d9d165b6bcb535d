package io.upsurge.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.model.SampleRecord;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes after the header: every reader gives a record or says what is wrong, and both readers of samples agree. */
class WireFuzz {
    private final RecordReader<SampleRecord> fast = new NodeSampleDecoder();
    private final RecordReader<SampleRecord> avro =
            new ResolvingReader<>(ContractSchemas.nodeSample(), new SampleCodec());
    private final List<RecordReader<?>> others = List.of(
            new ResolvingReader<>(new RolloutCodec().compiled(), new RolloutCodec()),
            new ResolvingReader<>(new VersionRateCodec().compiled(), new VersionRateCodec()),
            new ResolvingReader<>(new AnomalyCodec().compiled(), new AnomalyCodec()));
    private final Deserializer<SampleRecord> framed = new WireDeserializer<>(new InMemoryRegistry(), schema -> fast);

    static Stream<byte[]> seeds() {
        return ModelArbitraries.nodeSample().sampleStream().limit(20).map(AvroBytes::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Object expected = outcome(() -> avro.read(bytes, 0));
        Object actual = outcome(() -> fast.read(bytes, 0));
        if (!expected.equals(actual)) {
            throw new AssertionError("Avro's reader gives " + expected + ", ours " + actual);
        }
        others.forEach(reader -> outcome(() -> reader.read(bytes, 0)));
        outcome(() -> framed.deserialize("topic", bytes));
    }

    /** The record, or that there is none. */
    private static Object outcome(Supplier<?> reading) {
        try {
            return List.of(reading.get());
        } catch (WireException refused) {
            return "refused";
        }
    }
}
