package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.model.SampleRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** The fast writer of samples writes what Avro's own writer writes. */
class NodeSampleEncoderPropertyTest {
    private final SampleCodec codec = new SampleCodec();
    private final NodeSampleEncoder fast = new NodeSampleEncoder(
            codec, new SpecificDatumWriter<>(codec.compiled(), new ContractClasses()), new SeriesBytes());

    @Property
    void shouldWriteTheBytesThatAvroWrites(@ForAll("samples") SampleRecord sample) throws IOException {
        byte[] expected = AvroBytes.of(codec.toAvro(sample));
        assertThat(written(sample)).isEqualTo(expected);
        assertThat(written(sample)).as("a second time, from the kept bytes").isEqualTo(expected);
    }

    private byte[] written(SampleRecord sample) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
        fast.write(sample, out);
        out.flush();
        return bytes.toByteArray();
    }

    @Provide
    Arbitrary<SampleRecord> samples() {
        return ModelArbitraries.sample();
    }
}
