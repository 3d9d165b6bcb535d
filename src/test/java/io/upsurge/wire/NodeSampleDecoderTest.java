package io.upsurge.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.upsurge.avro.NodeSample;
import io.upsurge.avro.SampleKind;
import io.upsurge.avro.SeriesValue;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.Scrape;
import io.upsurge.model.SeriesId;
import io.upsurge.model.Workload;
import io.upsurge.wire.WireException.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeSampleDecoderTest {
    private static final SeriesValue SERIES = new SeriesValue("calls_total", Map.of("api", "Get"), 42.0, false);

    private final NodeSampleDecoder decoder = new NodeSampleDecoder();

    @Test
    void shouldReadAScrape() {
        assertThat(read(scrape().build()))
                .isEqualTo(new Scrape(
                        new Workload("prod", "kube-system", "aws-node", "agent"),
                        "node-1",
                        1_700_000_000_000L,
                        "uid-1",
                        1_600_000_000_000L,
                        List.of(new Scrape.Point(new SeriesId("calls_total", Map.of("api", "Get")), 42.0, false))));
    }

    @Test
    void shouldReadUnknownPodAndStartAsEmptyAndZero() {
        Scrape scrape =
                (Scrape) read(scrape().setPodUid(null).setStartTime(null).build());

        assertThat(scrape.podUid()).isEmpty();
        assertThat(scrape.startMs()).isZero();
    }

    @Test
    void shouldReadHeartbeatsAndEnds() {
        assertThat(read(heartbeat(SampleKind.HEARTBEAT).build())).isEqualTo(new Heartbeat("prod", 7, false));
        assertThat(read(heartbeat(SampleKind.END).build())).isEqualTo(new Heartbeat("prod", 7, true));
    }

    @Test
    void shouldTakeAValueThatIsNotANumberAsStale() {
        SeriesValue nan = new SeriesValue("calls_total", Map.of(), Double.NaN, false);
        SeriesValue marked = new SeriesValue("calls_total", Map.of(), 3.0, true);

        Scrape scrape =
                (Scrape) read(scrape().setSeries(List.of(nan, marked, SERIES)).build());

        assertThat(scrape.points()).extracting(Scrape.Point::stale).containsExactly(true, true, false);
    }

    @Test
    void shouldBuildRepeatedNamesAndSeriesOnce() {
        Scrape first = (Scrape) read(scrape().build());
        Scrape second = (Scrape) read(scrape().setTimestamp(8).build());

        assertThat(second.workload()).isSameAs(first.workload());
        assertThat(second.node()).isSameAs(first.node());
        assertThat(second.podUid()).isSameAs(first.podUid());
        assertThat(second.points().get(0).series())
                .isSameAs(first.points().get(0).series());
    }

    @Test
    void shouldNotConfuseNodesOfTheSameNameInDifferentClusters() {
        read(scrape().build());

        assertThat(read(scrape().setCluster("test").build()).cluster()).isEqualTo("test");
    }

    @Test
    void shouldRefuseRecordsThatMakeNoSense() {
        assertRefused(scrape().setCluster(""), "cluster is empty");
        assertRefused(scrape().setNode(""), "node is empty");
        assertRefused(scrape().setNode("a/b"), "node 'a/b' contains a slash");
        assertRefused(scrape().setNamespace(""), "namespace is empty");
        assertRefused(scrape().setDaemonset(""), "daemonset is empty");
        assertRefused(scrape().setContainer(""), "container is empty");
        assertRefused(
                scrape().setSeries(List.of(SERIES, new SeriesValue("", Map.of(), 1.0, false))),
                "metric of series 1 is empty");
        assertRefused(heartbeat(SampleKind.END).setCluster(""), "cluster is empty");
        assertRefused(heartbeat(SampleKind.HEARTBEAT).setNode("node-1"), "HEARTBEAT speaks for its whole cluster");
        assertRefused(heartbeat(SampleKind.END).setSeries(List.of(SERIES)), "END speaks for its whole cluster");
    }

    @Test
    void shouldNameThePositionWhereTheBytesEndTooEarly() {
        byte[] value = AvroBytes.framed(1, AvroBytes.of(scrape().build()));
        byte[] cut = Arrays.copyOf(value, value.length - 1);

        WireException problem = failure(cut);

        assertThat(problem.problem()).isEqualTo(Problem.MALFORMED);
        assertThat(problem.position()).hasValue(cut.length);
        assertThat(problem).hasMessageContaining("malformed at byte " + cut.length);
    }

    @Test
    void shouldRefuseTrailingBytes() {
        byte[] value = AvroBytes.framed(1, AvroBytes.of(scrape().build()));

        assertThat(failure(Arrays.copyOf(value, value.length + 3)))
                .hasMessageContaining("3 bytes too many")
                .extracting(failure -> failure.position().orElseThrow())
                .isEqualTo(value.length);
    }

    @Test
    void shouldNotAllocateForACountThatIsNotThere() {
        byte[] beforeSeries = AvroBytes.of(scrape().setSeries(List.of()).build());
        byte[] value = AvroBytes.framed(1, Arrays.copyOf(beforeSeries, beforeSeries.length + 4));
        byte[] twoToThe28 = {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x02};
        System.arraycopy(twoToThe28, 0, value, value.length - 5, 5);

        assertThat(failure(value)).hasMessageContaining("a block has 268435456 items, 0 bytes are left");
    }

    @Test
    void shouldNotAllocateForALengthThatIsNotThere() {
        byte[] value = AvroBytes.framed(1, new byte[] {0, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});

        assertThat(failure(value)).hasMessageContaining("a length is 2147483647, 0 bytes are left");
    }

    @Test
    void shouldRefuseNegativeLengths() {
        assertThat(failure(AvroBytes.framed(1, new byte[] {0, 1}))).hasMessageContaining("a length is -1");
    }

    private SampleRecord read(NodeSample sample) {
        return decoder.read(AvroBytes.framed(1, AvroBytes.of(sample)), WireFormat.HEADER_BYTES);
    }

    private void assertRefused(NodeSample.Builder sample, String why) {
        WireException refused = failure(AvroBytes.framed(1, AvroBytes.of(sample.build())));
        assertThat(refused.problem()).isEqualTo(Problem.REFUSED);
        assertThat(refused).hasMessageStartingWith("refused: " + why);
    }

    private WireException failure(byte[] value) {
        return catchThrowableOfType(WireException.class, () -> decoder.read(value, WireFormat.HEADER_BYTES));
    }

    private static NodeSample.Builder scrape() {
        return NodeSample.newBuilder()
                .setKind(SampleKind.SCRAPE)
                .setCluster("prod")
                .setNode("node-1")
                .setTimestamp(1_700_000_000_000L)
                .setNamespace("kube-system")
                .setDaemonset("aws-node")
                .setContainer("agent")
                .setPodUid("uid-1")
                .setStartTime(1_600_000_000_000L)
                .setSeries(List.of(SERIES));
    }

    private static NodeSample.Builder heartbeat(SampleKind kind) {
        return NodeSample.newBuilder()
                .setKind(kind)
                .setCluster("prod")
                .setTimestamp(7)
                .setSeries(List.of());
    }
}
