package io.upsurge.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.upsurge.model.Heartbeat;
import io.upsurge.model.SampleRecord;
import io.upsurge.model.SeriesId;
import io.upsurge.model.VersionRate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Writes the records of the model as JSON: an object with a field for each component, numbers as numbers, an empty optional
 * as null. Instants, whose names end in {@code Ms}, are written in ISO 8601 under the name without it. NaN and the
 * infinities, which JSON cannot express, are strings.
 */
public final class ModelJson {
    private static final String INSTANT = "Ms";
    private static final double EXACT = 1L << 53;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private ModelJson() {}

    /** A value as one line of JSON in ASCII. */
    public static String line(Object value) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /**
     * Writes a value of the model.
     *
     * @throws IOException if the generator cannot write
     */
    public static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Record object) {
            writeRecord(json, object);
        } else if (value instanceof SeriesId series) {
            json.writeStartObject();
            json.writeStringField("metric", series.metric());
            json.writeFieldName("labels");
            write(json, series.labels());
            json.writeEndObject();
        } else if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else if (value instanceof OptionalDouble optional) {
            write(json, optional.isPresent() ? optional.getAsDouble() : null);
        } else if (value instanceof OptionalLong optional) {
            write(json, optional.isPresent() ? optional.getAsLong() : null);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            writeScalar(json, value);
        }
    }

    private static void writeScalar(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Double number) {
            writeDouble(json, number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeDouble(JsonGenerator json, double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }

    private static void writeRecord(JsonGenerator json, Record object) throws IOException {
        json.writeStartObject();
        if (object instanceof SampleRecord) {
            json.writeStringField("kind", object instanceof Heartbeat ? "heartbeat" : "scrape");
        }
        for (RecordComponent component : object.getClass().getRecordComponents()) {
            String name = component.getName();
            Object value = read(object, component);
            if (name.endsWith(INSTANT) && value instanceof Long ms) {
                json.writeStringField(
                        withoutUnit(name), Instant.ofEpochMilli(ms).toString());
            } else if (name.endsWith(INSTANT) && value instanceof OptionalLong ms && ms.isPresent()) {
                json.writeStringField(
                        withoutUnit(name), Instant.ofEpochMilli(ms.getAsLong()).toString());
            } else {
                json.writeFieldName(name);
                write(json, value);
            }
        }
        if (object instanceof VersionRate rate) {
            json.writeFieldName("rate");
            write(json, rate.rate());
        }
        json.writeEndObject();
    }

    private static String withoutUnit(String name) {
        return name.substring(0, name.length() - INSTANT.length());
    }

    private static Object read(Record object, RecordComponent component) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
