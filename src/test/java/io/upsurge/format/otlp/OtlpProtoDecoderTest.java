package io.upsurge.format.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OtlpProtoDecoderTest {
    private static final long TIME_NS = 1_700_000_600_123_000_000L;
    private static final long START_NS = 1_700_000_000_000_000_000L;

    private final Notes notes = new Notes();

    private List<String> decode(byte[] payload) throws FormatException {
        List<String> readings = new ArrayList<>();
        new OtlpProtoDecoder()
                .decode(
                        payload,
                        (series, timeMs, value, stale, startMs) -> readings.add(
                                series + " @" + timeMs + (stale ? " stale" : " " + value) + " since " + startMs),
                        notes);
        return readings;
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static Resource node(String name) {
        return Resource.newBuilder()
                .addAttributes(attribute("k8s.node.name", name))
                .build();
    }

    private static ExportMetricsServiceRequest request(Metric... metrics) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(node("n1"))
                        .setSchemaUrl("u")
                        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(Arrays.asList(metrics))))
                .build();
    }

    private static Metric summary() {
        return Metric.newBuilder()
                .setName("awscni_aws_api_latency_ms")
                .setDescription("d")
                .setSummary(Summary.newBuilder()
                        .addDataPoints(SummaryDataPoint.newBuilder()
                                .addAttributes(attribute("api", "GetMetadata"))
                                .setStartTimeUnixNano(START_NS)
                                .setTimeUnixNano(TIME_NS)
                                .setCount(241)
                                .setSum(187)
                                .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                        .setQuantile(0.5)
                                        .setValue(1))))
                .build();
    }

    private static Metric sum(String name, AggregationTemporality temporality, NumberDataPoint.Builder... points) {
        Sum.Builder sum = Sum.newBuilder().setIsMonotonic(true).setAggregationTemporality(temporality);
        Arrays.asList(points).forEach(sum::addDataPoints);
        return Metric.newBuilder().setName(name).setSum(sum).build();
    }

    private static NumberDataPoint.Builder at() {
        return NumberDataPoint.newBuilder().setTimeUnixNano(TIME_NS);
    }

    private static Metric histogram() {
        return Metric.newBuilder()
                .setName("h")
                .setHistogram(Histogram.newBuilder()
                        .setAggregationTemporalityValue(2)
                        .addDataPoints(HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(TIME_NS)
                                .setCount(6)
                                .setSum(12.5)
                                .addAllBucketCounts(List.of(1L, 2L, 3L))
                                .addAllExplicitBounds(List.of(0.5, 10.0))))
                .build();
    }

    private static Metric exponential() {
        return Metric.newBuilder()
                .setName("e")
                .setExponentialHistogram(ExponentialHistogram.newBuilder()
                        .setAggregationTemporalityValue(2)
                        .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                                .addAttributes(attribute("a", "b"))
                                .setTimeUnixNano(TIME_NS)
                                .setScale(3)
                                .setZeroCount(1)
                                .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                        .addBucketCounts(5))
                                .setCount(6)))
                .build();
    }

    /** Requests with all kinds of metrics. */
    static Stream<ExportMetricsServiceRequest> requests() {
        Metric sum =
                sum("c", AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, at().setAsInt(7), at().setFlags(1));
        Metric delta = sum("d", AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, at().setAsDouble(7));
        return Stream.of(request(summary()), request(sum, delta), request(histogram(), exponential()));
    }

    @Test
    void shouldReadASummaryAsItsCountAndSum() throws FormatException {
        assertThat(decode(request(summary()).toByteArray()))
                .containsExactly(
                        "awscni_aws_api_latency_ms_count{api=\"GetMetadata\",node=\"n1\"} @1700000600123 241.0 since 1700000000000",
                        "awscni_aws_api_latency_ms_sum{api=\"GetMetadata\",node=\"n1\"} @1700000600123 187.0 since 1700000000000");
        assertThat(notes.traits()).containsOnlyKeys(Trait.SUMMARY);
    }

    @Test
    void shouldReadNumbersOfBothKindsAndTheirStarts() throws FormatException {
        assertThat(decode(request(sum(
                                "c",
                                AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                                at().setAsInt(7).setStartTimeUnixNano(TIME_NS),
                                at().setAsDouble(7.5)
                                        .setStartTimeUnixNano(START_NS)
                                        .addExemplars(Exemplar.newBuilder()
                                                .setAsInt(3)
                                                .setTimeUnixNano(5)),
                                at().setFlags(1)))
                        .toByteArray()))
                .containsExactly(
                        "c{node=\"n1\"} @1700000600123 7.0 since 0",
                        "c{node=\"n1\"} @1700000600123 7.5 since 1700000000000",
                        "c{node=\"n1\"} @1700000600123 stale since 0");
        assertThat(notes.traits()).containsEntry(Trait.NO_START_TIME, 2L);
    }

    @Test
    void shouldRefuseChangesAndSayWhatToDo() throws FormatException {
        Metric delta = sum("c", AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, at().setAsInt(7));

        assertThat(decode(request(delta, summary()).toByteArray())).hasSize(2);
        assertThat(notes.examples()).singleElement().asString().contains("'c'", "deltatocumulative");
        assertThat(notes.traits()).containsEntry(Trait.DELTA, 1L);
    }

    @Test
    void shouldReadHistograms() throws FormatException {
        assertThat(decode(request(histogram(), exponential()).toByteArray()))
                .containsExactly(
                        "h_count{node=\"n1\"} @1700000600123 6.0 since 0",
                        "h_sum{node=\"n1\"} @1700000600123 12.5 since 0",
                        "h_bucket{le=\"0.5\",node=\"n1\"} @1700000600123 1.0 since 0",
                        "h_bucket{le=\"10\",node=\"n1\"} @1700000600123 3.0 since 0",
                        "h_bucket{le=\"+Inf\",node=\"n1\"} @1700000600123 6.0 since 0",
                        "e_count{a=\"b\",node=\"n1\"} @1700000600123 6.0 since 0");
    }

    @Test
    void shouldReadAResourceThatComesAfterItsMetricsAndANameAfterItsPoints() throws FormatException {
        ResourceMetrics metrics = request(summary()).getResourceMetrics(0);
        ByteString scope = metrics.toBuilder().clearResource().build().toByteString();
        ByteString resource =
                ResourceMetrics.newBuilder().setResource(node("late")).build().toByteString();
        ByteString request = UnknownFieldSet.newBuilder()
                .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(scope.concat(resource))
                                .build())
                .build()
                .toByteString();

        assertThat(decode(request.toByteArray())).hasSize(2).allMatch(reading -> reading.contains("node=\"late\""));
    }

    @Test
    void shouldNotLetOneResourceLendItsAttributesToAnother() throws FormatException {
        ExportMetricsServiceRequest request = request(summary()).toBuilder()
                .addResourceMetrics(
                        request(summary()).getResourceMetrics(0).toBuilder().clearResource())
                .build();

        assertThat(decode(request.toByteArray()))
                .filteredOn(reading -> reading.contains("node="))
                .hasSize(2);
    }

    @Test
    void shouldIgnoreWhatItDoesNotKnow() throws FormatException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        1000,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(1)
                                .addFixed32(2)
                                .build())
                .addField(
                        1001,
                        UnknownFieldSet.Field.newBuilder()
                                .addGroup(UnknownFieldSet.getDefaultInstance())
                                .build())
                .build();
        KeyValue list = KeyValue.newBuilder()
                .setKey("list")
                .setValue(AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance()))
                .build();
        Metric metric = Metric.newBuilder()
                .setName("g")
                .setUnknownFields(unknown)
                .setGauge(Gauge.newBuilder()
                        .setUnknownFields(unknown)
                        .addDataPoints(at().setAsInt(-3).addAttributes(list).setUnknownFields(unknown)))
                .build();

        assertThat(decode(request(metric).toBuilder()
                        .setUnknownFields(unknown)
                        .build()
                        .toByteArray()))
                .containsExactly("g{node=\"n1\"} @1700000600123 -3.0 since 0");
    }

    @Test
    void shouldKeepTheRestBesideABadPoint() throws FormatException {
        Metric metric = Metric.newBuilder()
                .setName("g")
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
                        .addDataPoints(at())
                        .addDataPoints(at().setAsInt(2)))
                .build();

        assertThat(decode(request(metric).toByteArray())).hasSize(1);
        assertThat(notes.examples()).containsExactly("metric 'g', point 1: no time", "metric 'g', point 2: no value");
    }

    @Test
    void shouldSayWhereARequestIsBroken() {
        byte[] declaresMoreThanThereIs = {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1};
        byte[] negative = {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 1};

        for (byte[] broken : List.of(declaresMoreThanThereIs, negative, new byte[] {0x0a}, new byte[] {7})) {
            assertThatThrownBy(() -> decode(broken))
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("byte [0-9]+: not an export request: .*");
        }
    }

    @Property(tries = 300)
    void shouldReadOrRefuseARequestThatIsCutOffOrChanged(
            @ForAll @IntRange(min = 0, max = 400) int length,
            @ForAll @Size(max = 3) List<@IntRange(min = 0, max = 400) Integer> places,
            @ForAll byte change) {
        byte[] whole = request(
                        summary(),
                        sum("c", AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE, at().setAsInt(7)))
                .toByteArray();
        byte[] part = Arrays.copyOf(whole, Math.min(length, whole.length));
        places.stream().filter(place -> place < part.length).forEach(place -> part[place] += change);
        try {
            decode(part);
        } catch (FormatException refused) {
            assertThat(refused).hasMessageStartingWith("byte ");
        }
    }
}
