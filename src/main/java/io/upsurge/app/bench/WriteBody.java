package io.upsurge.app.bench;

import static com.google.protobuf.CodedOutputStream.computeDoubleSize;
import static com.google.protobuf.CodedOutputStream.computeInt64Size;
import static com.google.protobuf.CodedOutputStream.computeStringSize;
import static com.google.protobuf.CodedOutputStream.computeUInt32SizeNoTag;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.upsurge.format.remotewrite.WriteMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/** Writes the body of a remote write request as a Prometheus does: a sample per series, compressed by snappy. */
final class WriteBody {
    private WriteBody() {}

    /**
     * A series with one sample.
     *
     * @param labels names and values in turn, sorted by name
     * @param timeMs time of the sample, milliseconds since 1970-01-01T00:00Z
     * @param value its value
     */
    record Series(List<String> labels, long timeMs, double value) {}

    static byte[] of(WriteMessage message, List<Series> series) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(plain);
        try {
            if (message == WriteMessage.V1) {
                v1(out, series);
            } else {
                v2(out, series);
            }
            out.flush();
            return Snappy.compress(plain.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void v1(CodedOutputStream out, List<Series> all) throws IOException {
        for (Series series : all) {
            List<String> labels = series.labels();
            int size = delimitedSize(sampleSize(series));
            for (int i = 0; i < labels.size(); i += 2) {
                size += delimitedSize(labelSize(labels, i));
            }
            begin(out, 1, size);
            for (int i = 0; i < labels.size(); i += 2) {
                begin(out, 1, labelSize(labels, i));
                out.writeString(1, labels.get(i));
                out.writeString(2, labels.get(i + 1));
            }
            sample(out, series);
        }
    }

    private static void v2(CodedOutputStream out, List<Series> all) throws IOException {
        Map<String, Integer> symbols = new LinkedHashMap<>();
        symbols.put("", 0);
        all.forEach(series -> series.labels().forEach(text -> symbols.putIfAbsent(text, symbols.size())));
        for (String symbol : symbols.keySet()) {
            out.writeString(4, symbol);
        }
        for (Series series : all) {
            int refs = series.labels().stream()
                    .mapToInt(text -> computeUInt32SizeNoTag(symbols.get(text)))
                    .sum();
            begin(out, 5, delimitedSize(refs) + delimitedSize(sampleSize(series)));
            begin(out, 1, refs);
            for (String text : series.labels()) {
                out.writeUInt32NoTag(symbols.get(text));
            }
            sample(out, series);
        }
    }

    private static int labelSize(List<String> labels, int at) {
        return computeStringSize(1, labels.get(at)) + computeStringSize(2, labels.get(at + 1));
    }

    private static int sampleSize(Series series) {
        return computeDoubleSize(1, series.value()) + computeInt64Size(2, series.timeMs());
    }

    private static void sample(CodedOutputStream out, Series series) throws IOException {
        begin(out, 2, sampleSize(series));
        out.writeDouble(1, series.value());
        out.writeInt64(2, series.timeMs());
    }

    /** Size of a message inside another one, with its length and its tag, which is a single byte here. */
    private static int delimitedSize(int size) {
        return 1 + computeUInt32SizeNoTag(size) + size;
    }

    private static void begin(CodedOutputStream out, int field, int size) throws IOException {
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(size);
    }
}
