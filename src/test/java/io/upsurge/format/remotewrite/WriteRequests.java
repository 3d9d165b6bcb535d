package io.upsurge.format.remotewrite;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/** Writes remote write requests, right ones and wrong ones, byte by byte. */
public final class WriteRequests {
    public static final long STALE = 0x7ff0000000000002L;

    /** A sample; {@code startMs} 0 for none. */
    public record Sample(long timeMs, long bits, long startMs) {
        public static Sample of(long timeMs, double value) {
            return new Sample(timeMs, Double.doubleToRawLongBits(value), 0);
        }

        public static Sample stale(long timeMs) {
            return new Sample(timeMs, STALE, 0);
        }
    }

    /** A series; labels are written in the order given, names and values in turn. */
    public record Series(List<String> labels, List<Sample> samples, int histograms, int exemplars, long createdMs) {
        public static Series of(Map<String, String> labels, Sample... samples) {
            List<String> pairs = new ArrayList<>();
            new TreeMap<>(labels).forEach((name, value) -> pairs.addAll(List.of(name, value)));
            return new Series(pairs, List.of(samples), 0, 0, 0);
        }

        public static Series ofPairs(List<String> pairs, Sample... samples) {
            return new Series(pairs, List.of(samples), 0, 0, 0);
        }
    }

    /** Something that writes to a stream of protobuf. */
    @FunctionalInterface
    public interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private WriteRequests() {}

    public static byte[] v1(Series... series) {
        return message(out -> {
            for (Series one : series) {
                field(out, 1, inner -> {
                    for (int i = 0; i < one.labels().size(); i += 2) {
                        String name = one.labels().get(i);
                        String value = one.labels().get(i + 1);
                        field(inner, 1, label -> {
                            label.writeString(1, name);
                            label.writeString(2, value);
                        });
                    }
                    for (Sample sample : one.samples()) {
                        field(inner, 2, to -> sample(to, sample));
                    }
                    extras(inner, one, 3, 4);
                });
            }
        });
    }

    public static byte[] v2(Series... series) {
        Map<String, Integer> symbols = new LinkedHashMap<>();
        symbols.put("", 0);
        for (Series one : series) {
            one.labels().forEach(text -> symbols.putIfAbsent(text, symbols.size()));
        }
        return message(out -> {
            for (String symbol : symbols.keySet()) {
                out.writeString(4, symbol);
            }
            for (Series one : series) {
                field(out, 5, inner -> {
                    field(inner, 1, refs -> {
                        for (String text : one.labels()) {
                            refs.writeUInt32NoTag(symbols.get(text));
                        }
                    });
                    for (Sample sample : one.samples()) {
                        field(inner, 2, to -> sample(to, sample));
                    }
                    extras(inner, one, 4, 3);
                    if (one.createdMs() != 0) {
                        inner.writeInt64(6, one.createdMs());
                    }
                });
            }
        });
    }

    public static byte[] message(Body body) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            body.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void field(CodedOutputStream out, int number, Body body) throws IOException {
        out.writeByteArray(number, message(body));
    }

    public static byte[] snappy(byte[] plain) {
        try {
            return Snappy.compress(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A label set of a counter of aws-node, with the labels a Prometheus adds. */
    public static Map<String, String> counter(String node, String api) {
        return Map.of(
                "__name__",
                "awscni_aws_api_latency_ms_count",
                "api",
                api,
                "cluster",
                "prod",
                "container",
                "aws-node",
                "instance",
                node + ":61678",
                "namespace",
                "kube-system",
                "node",
                node,
                "pod",
                "aws-node-" + node);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void sample(CodedOutputStream out, Sample sample) throws IOException {
        out.writeFixed64(1, sample.bits());
        out.writeInt64(2, sample.timeMs());
        if (sample.startMs() != 0) {
            out.writeInt64(3, sample.startMs());
        }
    }

    private static void extras(CodedOutputStream out, Series series, int exemplar, int histogram) throws IOException {
        for (int i = 0; i < series.exemplars(); i++) {
            field(out, exemplar, to -> to.writeDouble(2, 1));
        }
        for (int i = 0; i < series.histograms(); i++) {
            field(out, histogram, to -> to.writeUInt64(1, 7));
        }
    }
}
