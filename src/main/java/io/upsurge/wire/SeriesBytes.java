package io.upsurge.wire;

import io.upsurge.model.SeriesId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/** Metric and labels of series as Avro binary, made once for a series. Bounded. Safe for use by several threads. */
final class SeriesBytes {
    private static final int KEPT = 16_384;
    private static final int MAX_BYTES = 4_096;

    private final Map<SeriesId, byte[]> kept = new ConcurrentHashMap<>();

    /** Metric and labels. */
    byte[] of(SeriesId series) {
        byte[] known = kept.get(series);
        if (known != null) {
            return known;
        }
        byte[] bytes = written(series);
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        if (bytes.length <= MAX_BYTES) {
            kept.put(series, bytes);
        }
        return bytes;
    }

    private static byte[] written(SeriesId series) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Encoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            out.writeString(series.metric());
            out.writeMapStart();
            out.setItemCount(series.labels().size());
            for (Map.Entry<String, String> label : series.labels().entrySet()) {
                out.startItem();
                out.writeString(label.getKey());
                out.writeString(label.getValue());
            }
            out.writeMapEnd();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
