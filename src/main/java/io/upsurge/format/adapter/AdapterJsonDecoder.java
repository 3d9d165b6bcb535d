package io.upsurge.format.adapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.upsurge.format.Decimal;
import io.upsurge.format.Excerpt;
import io.upsurge.format.FormatException;
import io.upsurge.format.Notes;
import io.upsurge.format.PayloadDecoder;
import io.upsurge.format.ReadingSink;
import io.upsurge.format.SeriesLabels;
import io.upsurge.format.Trait;
import io.upsurge.format.json.BoundedJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.TreeMap;

/**
 * Reads a record of prometheus-kafka-adapter in its format {@code json}: one sample, {@code
 * {"timestamp":"2026-01-02T03:04:05Z","value":"12","name":"m","labels":{"__name__":"m","node":"a"}}}. The adapter cuts times
 * to whole seconds, and turns the mark of an ended series into NaN, which counts as that mark here.
 */
public final class AdapterJsonDecoder implements PayloadDecoder {
    private final JsonFactory factory = BoundedJson.factory();

    @Override
    public void decode(byte[] payload, ReadingSink sink, Notes notes) throws FormatException {
        try (JsonParser json = factory.createParser(payload)) {
            json.nextToken();
            BoundedJson.expect(json, JsonToken.START_OBJECT, "a sample");
            sample(json, sink, notes);
            if (json.nextToken() != null) {
                throw BoundedJson.expected(json, "one sample");
            }
        } catch (IOException e) {
            throw BoundedJson.asFormat(e);
        }
    }

    private static void sample(JsonParser json, ReadingSink sink, Notes notes) throws IOException, FormatException {
        String timestamp = "";
        String value = "";
        String metric = "";
        TreeMap<String, String> labels = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "timestamp" -> timestamp = text(json);
                case "value" -> value = text(json);
                case "name" -> metric = text(json);
                case "labels" -> BoundedJson.labels(json, labels);
                default -> json.skipChildren();
            }
        }
        labels.putIfAbsent(SeriesLabels.NAME, metric);
        SeriesLabels series = SeriesLabels.of(labels);
        if (series.metric().isEmpty()) {
            throw new FormatException("no metric name");
        }
        long timeMs = timeMs(timestamp);
        if (timeMs % 1000 == 0) {
            notes.met(Trait.WHOLE_SECONDS);
        }
        double number = Decimal.parse(value);
        boolean stale = Double.isNaN(number);
        if (stale) {
            notes.met(Trait.LOST_STALE_MARKER);
        }
        sink.accept(series, timeMs, number, stale, 0);
    }

    private static String text(JsonParser json) throws IOException, FormatException {
        if (!json.currentToken().isScalarValue()) {
            throw BoundedJson.expected(json, "a text");
        }
        return json.getText();
    }

    private static long timeMs(String text) throws FormatException {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new FormatException("not a time: " + Excerpt.of(text), e);
        }
    }
}
