package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.avro.NodeSample;
import io.upsurge.model.SampleRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast reader of samples says what Avro's own reader says, whatever the bytes. */
class NodeSampleDecoderPropertyTest {
    private final RecordReader<SampleRecord> fast = new NodeSampleDecoder();
    private final RecordReader<SampleRecord> avro =
            new ResolvingReader<>(ContractSchemas.nodeSample(), new SampleCodec());

    @Property
    void shouldAgreeWithAvroOnAnyRecord(@ForAll("records") NodeSample sample) {
        byte[] bytes = AvroBytes.of(sample);

        Outcome expected = Outcome.of(avro, bytes);
        assertThat(Outcome.of(fast, bytes)).isEqualTo(expected);
        assertThat(Outcome.of(fast, bytes)).as("a second time, from the tables").isEqualTo(expected);
        assertThat(Outcome.of(fast, AvroBytes.inBlocks(sample))).as("in blocks").isEqualTo(expected);
    }

    @Property(tries = 5_000)
    void shouldRefuseExactlyTheCorruptionsThatAvroRefuses(
            @ForAll("records") NodeSample sample, @ForAll boolean blocks, @ForAll("damages") Damage damage) {
        byte[] bytes = damage.to(blocks ? AvroBytes.inBlocks(sample) : AvroBytes.of(sample));

        Outcome expected = Outcome.of(avro, bytes);
        Outcome actual = Outcome.of(fast, bytes);

        assertThat(actual.sample()).isEqualTo(expected.sample());
    }

    @Provide
    Arbitrary<NodeSample> records() {
        return ModelArbitraries.nodeSample();
    }

    @Provide
    Arbitrary<Damage> damages() {
        return Combinators.combine(
                        Arbitraries.of(Damage.Kind.class),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.bytes().list().ofMinSize(1).ofMaxSize(10))
                .as(Damage::new);
    }

    /** What reading gave: a record, or a problem; anything but a WireException fails the property. */
    private record Outcome(SampleRecord sample, WireException.Problem problem) {
        static Outcome of(RecordReader<SampleRecord> reader, byte[] bytes) {
            byte[] value = AvroBytes.framed(1, bytes);
            try {
                return new Outcome(Objects.requireNonNull(reader.read(value, WireFormat.HEADER_BYTES)), null);
            } catch (WireException e) {
                return new Outcome(null, e.problem());
            }
        }
    }

    /** A change of bytes. */
    record Damage(Kind kind, int at, List<Byte> with) {
        enum Kind {
            OVERWRITE,
            INSERT,
            TRUNCATE,
            APPEND
        }

        byte[] to(byte[] bytes) {
            int where = at % (bytes.length + 1);
            return switch (kind) {
                case OVERWRITE -> {
                    byte[] changed = bytes.clone();
                    for (int i = 0; i < with.size() && where + i < changed.length; i++) {
                        changed[where + i] = with.get(i);
                    }
                    yield changed;
                }
                case INSERT ->
                    join(Arrays.copyOf(bytes, where), inserted(), Arrays.copyOfRange(bytes, where, bytes.length));
                case TRUNCATE -> Arrays.copyOf(bytes, where);
                case APPEND -> join(bytes, inserted(), new byte[0]);
            };
        }

        private byte[] inserted() {
            byte[] bytes = new byte[with.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = with.get(i);
            }
            return bytes;
        }

        private static byte[] join(byte[] first, byte[] second, byte[] third) {
            byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
            System.arraycopy(second, 0, all, first.length, second.length);
            System.arraycopy(third, 0, all, first.length + second.length, third.length);
            return all;
        }
    }
}
