package io.upsurge.format.remotewrite;

import static io.upsurge.format.remotewrite.WriteRequests.counter;
import static io.upsurge.format.remotewrite.WriteRequests.field;
import static io.upsurge.format.remotewrite.WriteRequests.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.format.FormatException;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.remotewrite.WriteRequests.Sample;
import io.upsurge.format.remotewrite.WriteRequests.Series;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteDecoderTest {
    private static final long T = 1_700_000_000_000L;

    /** One series with a value, a stale marker and an exemplar, and metadata; written by hand after the specification. */
    private static final byte[] V1_BY_HAND = HexFormat.of()
            .parseHex(
                    "0a44" // timeseries, 68 bytes
                            + "0a11" + "0a085f5f6e616d655f5f" + "12056c696d6974" // __name__="limit"
                            + "0a09" + "0a036e6f64" + "12026e31" // nod="n1"
                            + "1210" + "09000000000000f83f" + "1080d095ffbc31" // 1.5
                            + "1210" + "09020000000000f07f" + "10f0a596ffbc31" // stale
                            + "1a00"); // an exemplar

    private final Readings readings = new Readings();

    @Test
    void shouldReadARequestWrittenByHandAfterTheSpecification() throws FormatException {
        WriteSummary summary =
                new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V1, V1_BY_HAND, readings);

        assertThat(summary.samples()).isEqualTo(2);
        assertThat(summary.exemplars()).isEqualTo(1);
        assertThat(readings.all())
                .extracting(reading -> reading.series().toString())
                .containsOnly("limit{nod=\"n1\"}");
        assertThat(readings.all().get(0).value()).isEqualTo(1.5);
        assertThat(readings.all().get(0).timeMs()).isEqualTo(T);
        assertThat(readings.all().get(0).stale()).isFalse();
        assertThat(readings.all().get(1).stale()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadSamplesAndStaleMarkersOfEverySeries(WriteMessage message) throws FormatException {
        WriteSummary summary = decode(
                message,
                Series.of(counter("n1", "GetMetadata"), Sample.of(T, 10), Sample.of(T + 1, 11.5)),
                Series.of(counter("n2", "GetMetadata"), Sample.stale(T), Sample.of(T, Double.NaN)));

        assertThat(readings.all())
                .extracting(Readings.Reading::series)
                .containsExactly(
                        SeriesLabels.of(counter("n1", "GetMetadata")),
                        SeriesLabels.of(counter("n1", "GetMetadata")),
                        SeriesLabels.of(counter("n2", "GetMetadata")),
                        SeriesLabels.of(counter("n2", "GetMetadata")));
        assertThat(readings.all()).extracting(Readings.Reading::timeMs).containsExactly(T, T + 1, T, T);
        assertThat(readings.all()).extracting(Readings.Reading::stale).containsExactly(false, false, true, false);
        assertThat(readings.all().get(1).value()).isEqualTo(11.5);
        assertThat(summary.samples()).isEqualTo(4);
        assertThat(summary.refusals()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameObjectForTheSameLabels(WriteMessage message) throws FormatException {
        WriteDecoder decoder = new WriteDecoder(metric -> true, WriteLimits.DEFAULT);
        for (int round = 0; round < 2; round++) {
            Series[] series = IntStream.range(0, 1_000)
                    .mapToObj(i -> Series.of(counter("node-" + i, "GetMetadata"), Sample.of(T, 1)))
                    .toArray(Series[]::new);
            decoder.decode(message, encode(message, series), readings);
        }

        Set<Integer> objects = new HashSet<>();
        readings.all().forEach(reading -> objects.add(System.identityHashCode(reading.series())));
        assertThat(readings.all()).hasSize(2_000);
        assertThat(objects).hasSizeBetween(990, 1_010);
    }

    @Test
    void shouldGiveTheSameObjectInBothProtocols() throws FormatException {
        WriteDecoder decoder = new WriteDecoder(metric -> true, WriteLimits.DEFAULT);
        Series series = Series.of(counter("n1", "GetMetadata"), Sample.of(T, 1));
        decoder.decode(WriteMessage.V1, WriteRequests.v1(series), readings);
        decoder.decode(WriteMessage.V2, WriteRequests.v2(series), readings);

        assertThat(readings.all().get(0).series())
                .isSameAs(readings.all().get(1).series());
    }

    @ParameterizedTest
    @EnumSource
    void shouldStayRightWhenFarMoreSeriesComeThanAreRemembered(WriteMessage message) throws FormatException {
        WriteDecoder decoder = new WriteDecoder(metric -> true, new WriteLimits(64, 16 << 10, 100_000, 100_000, 64));
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 500; i++) {
                Readings one = new Readings();
                Map<String, String> labels = counter("node-" + i, "GetMetadata");
                decoder.decode(message, encode(message, Series.of(labels, Sample.of(T, i))), one);
                assertThat(one.all()).hasSize(1);
                assertThat(one.all().get(0).series()).isEqualTo(SeriesLabels.of(labels));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveOutMetricsThatNobodyWants(WriteMessage message) throws FormatException {
        WriteDecoder decoder = new WriteDecoder(metric -> metric.startsWith("awscni_"), WriteLimits.DEFAULT);
        WriteSummary summary = decoder.decode(
                message,
                encode(
                        message,
                        Series.of(Map.of("__name__", "up", "job", "x"), Sample.of(T, 1), Sample.of(T + 1, 1)),
                        Series.of(counter("n1", "GetMetadata"), Sample.of(T, 10))),
                readings);

        assertThat(readings.all()).hasSize(1);
        assertThat(summary.samples()).isEqualTo(3);
        assertThat(summary.filtered()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCountHistogramsAndExemplarsWithoutKeepingThem(WriteMessage message) throws FormatException {
        Series mixed = new Series(List.of("__name__", "m"), List.of(Sample.of(T, 1)), 3, 2, 0);
        WriteSummary summary = decode(message, mixed);

        assertThat(summary.histograms()).isEqualTo(3);
        assertThat(summary.exemplars()).isEqualTo(2);
        assertThat(readings.all()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseABadSeriesByNameAndKeepTheOthers(WriteMessage message) throws FormatException {
        Sample one = Sample.of(T, 1);
        WriteSummary summary = decode(
                message,
                Series.ofPairs(List.of("__name__", "unsorted", "b", "1", "a", "2"), one, one),
                Series.ofPairs(List.of("__name__", "twice", "a", "1", "a", "2"), one),
                Series.ofPairs(List.of("", "x", "__name__", "unnamed"), one),
                Series.ofPairs(List.of("job", "nameless"), one),
                Series.ofPairs(List.of("__name__", "", "job", "empty"), one),
                Series.ofPairs(List.of("__name__", "good", "a", "2"), one),
                Series.ofPairs(List.of(), one));

        assertThat(readings.all())
                .extracting(reading -> reading.series().toString())
                .containsExactly("good{a=\"2\"}");
        assertThat(summary.samples()).isEqualTo(8);
        assertThat(summary.refusedSamples()).isEqualTo(7);
        assertThat(summary.refusedSeries()).isEqualTo(6);
        assertThat(summary.refusals())
                .containsExactly(
                        "series {__name__=\"unsorted\", b=\"1\", a=\"2\"}: its labels are not sorted: b before a",
                        "series {__name__=\"twice\", a=\"1\", a=\"2\"}: the label a is there twice",
                        "series {=\"x\", __name__=\"unnamed\"}: a label has an empty name",
                        "series {job=\"nameless\"}: it has no __name__",
                        "series {__name__=\"\", job=\"empty\"}: it has no __name__",
                        "series {}: it has no __name__");
    }

    @Test
    void shouldNameTenRefusedSeriesAtMost() throws FormatException {
        Series[] bad = IntStream.range(0, 50)
                .mapToObj(i -> Series.ofPairs(List.of("job", "nameless-" + i), Sample.of(T, 1)))
                .toArray(Series[]::new);
        WriteSummary summary = decode(WriteMessage.V2, bad);

        assertThat(summary.refusedSeries()).isEqualTo(50);
        assertThat(summary.refusals()).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseSeriesAboveTheLimitsOfLabels(WriteMessage message) throws FormatException {
        WriteLimits limits = new WriteLimits(3, 40, 100, 100, 100);
        WriteSummary summary = new WriteDecoder(metric -> !metric.equals("other"), limits)
                .decode(
                        message,
                        encode(
                                message,
                                Series.of(Map.of("__name__", "m", "a", "1", "b", "2", "c", "3"), Sample.of(T, 1)),
                                Series.of(Map.of("__name__", "other", "a", "1", "b", "2", "c", "3"), Sample.of(T, 1)),
                                Series.of(Map.of("__name__", "m", "a", "x".repeat(50)), Sample.of(T, 1)),
                                Series.of(Map.of("__name__", "m", "a", "1", "b", "2"), Sample.of(T, 1))),
                        readings);

        assertThat(readings.all()).hasSize(1);
        assertThat(summary.filtered()).isEqualTo(1);
        assertThat(summary.refusals())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("it has more than 3 labels"),
                        second -> assertThat(second).endsWith("its labels take 60 bytes, more than 40"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseARequestWithMoreSamplesThanTheLimit(WriteMessage message) {
        WriteLimits limits = new WriteLimits(64, 16 << 10, 10, 100, 100);
        Sample[] eleven =
                IntStream.range(0, 11).mapToObj(i -> Sample.of(T + i, i)).toArray(Sample[]::new);
        Series[] sixTimesTwo = IntStream.range(0, 6)
                .mapToObj(i -> Series.of(counter("n" + i, "x"), Sample.of(T, 1), Sample.of(T + 1, 1)))
                .toArray(Series[]::new);
        WriteDecoder decoder = new WriteDecoder(metric -> true, limits);

        assertThatThrownBy(
                        () -> decoder.decode(message, encode(message, Series.of(counter("n", "x"), eleven)), readings))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 10 samples");
        assertThatThrownBy(() -> decoder.decode(message, encode(message, sixTimesTwo), readings))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 10 samples");
    }

    @Test
    void shouldTakeTheStartOfCountingFromTheSampleOrFromTheSeries() throws FormatException {
        decode(
                WriteMessage.V2,
                new Series(List.of("__name__", "rc4"), List.of(new Sample(T, 0, T - 5)), 0, 0, 0),
                new Series(List.of("__name__", "rc3"), List.of(Sample.of(T, 1)), 0, 0, T - 7),
                new Series(List.of("__name__", "none"), List.of(Sample.of(T, 1)), 0, 0, 0));

        assertThat(readings.all()).extracting(Readings.Reading::startMs).containsExactly(T - 5, T - 7, 0L);
    }

    @Test
    void shouldRefuseReferencesThatLeadNowhere() throws FormatException {
        byte[] request = message(out -> {
            for (String symbol : List.of("", "__name__", "m")) {
                out.writeString(4, symbol);
            }
            field(out, 5, series -> {
                series.writeByteArray(1, new byte[] {1, 2, 1});
                field(series, 2, sample -> sample.writeInt64(2, T));
            });
            field(out, 5, series -> {
                series.writeByteArray(1, new byte[] {1, 9});
                field(series, 2, sample -> sample.writeInt64(2, T));
            });
            field(out, 5, series -> {
                series.writeUInt32(1, 1);
                series.writeUInt32(1, 2);
                field(series, 2, sample -> sample.writeInt64(2, T));
            });
        });
        WriteSummary summary =
                new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V2, request, readings);

        assertThat(summary.refusals())
                .containsExactly(
                        "series {__name__=\"m\"}: an odd number of label references",
                        "series {}: reference 9 to one of 3 symbols");
        assertThat(readings.all()).as("references that are not packed").hasSize(1);
    }

    @Test
    void shouldFindSymbolsThatComeAfterTheSeries() throws FormatException {
        byte[] request = message(out -> {
            field(out, 5, series -> {
                field(series, 2, sample -> sample.writeInt64(2, T));
                series.writeByteArray(1, new byte[] {1, 2});
            });
            for (String symbol : List.of("", "__name__", "m")) {
                out.writeString(4, symbol);
            }
        });
        new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V2, request, readings);

        assertThat(readings.all())
                .extracting(reading -> reading.series().toString())
                .containsExactly("m{}");
    }

    @Test
    void shouldRefuseARequestWhoseFirstSymbolIsNotEmpty() {
        byte[] request = message(out -> out.writeString(4, "__name__"));

        assertThatThrownBy(() -> new WriteDecoder(metric -> true, WriteLimits.DEFAULT)
                        .decode(WriteMessage.V2, request, readings))
                .isInstanceOf(FormatException.class)
                .hasMessage("the first symbol is not empty");
    }

    @Test
    void shouldRefuseMoreSymbolsThanTheLimit() {
        byte[] request = message(out -> {
            for (int i = 0; i < 11; i++) {
                out.writeString(4, "");
            }
        });

        assertThatThrownBy(() -> new WriteDecoder(metric -> true, new WriteLimits(64, 100, 10, 10, 10))
                        .decode(WriteMessage.V2, request, readings))
                .isInstanceOf(FormatException.class)
                .hasMessage("more than 10 symbols");
    }

    @Test
    void shouldFindNothingInARequestOfTheOtherProtocol() throws FormatException {
        byte[] v2 = WriteRequests.v2(Series.of(counter("n1", "x"), Sample.of(T, 1)));
        WriteSummary summary =
                new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V1, v2, readings);

        assertThat(summary.samples()).isZero();
    }

    @Test
    void shouldRefuseLabelsThatAreNotUtf8() throws FormatException {
        byte[] request = message(out -> field(out, 1, series -> {
            field(series, 1, label -> {
                label.writeString(1, "__name__");
                label.writeString(2, "m");
            });
            field(series, 1, label -> {
                label.writeString(1, "a");
                label.writeByteArray(2, new byte[] {(byte) 0xff, '\n'});
            });
        }));
        WriteSummary summary =
                new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V1, request, readings);

        assertThat(summary.refusals())
                .containsExactly("series {__name__=\"m\", a=\"\uFFFD?\"}: the label a is not UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSaySoWhenTheBytesBreakOff(WriteMessage message) {
        byte[] whole = encode(message, Series.of(counter("n1", "GetMetadata"), Sample.of(T, 10)));
        for (int length = whole.length - 1; length > whole.length - 20; length--) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(
                            () -> new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(message, part, readings))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("broken protobuf near byte");
        }
    }

    @Test
    void shouldSkipFieldsItDoesNotKnow() throws FormatException {
        byte[] request = message(out -> {
            out.writeString(3, "metadata");
            out.writeInt64(99, 1);
            field(out, 1, series -> {
                field(series, 1, label -> {
                    label.writeString(2, "m");
                    label.writeString(1, "__name__");
                    label.writeFixed32(7, 1);
                });
                series.writeFixed64(77, 2);
                field(series, 2, sample -> {
                    sample.writeString(9, "new");
                    sample.writeInt64(2, T);
                    sample.writeDouble(1, 4);
                });
            });
        });
        new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(WriteMessage.V1, request, readings);

        assertThat(readings.all()).extracting(Readings.Reading::value).containsExactly(4.0);
    }

    private WriteSummary decode(WriteMessage message, Series... series) throws FormatException {
        return new WriteDecoder(metric -> true, WriteLimits.DEFAULT).decode(message, encode(message, series), readings);
    }

    private static byte[] encode(WriteMessage message, Series... series) {
        return message == WriteMessage.V1 ? WriteRequests.v1(series) : WriteRequests.v2(series);
    }
}
