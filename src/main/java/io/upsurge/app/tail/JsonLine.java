package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record as one line of JSON in ASCII: where it is, its key, and what it holds. */
final class JsonLine {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLine() {}

    /** Writes the fields that hold the content of a record. */
    @FunctionalInterface
    interface Content {
        /** Writes fields into the object of the line. */
        void write(JsonGenerator json) throws IOException;
    }

    /** The line of a record: topic, partition, offset, timestamp, key, then its content. */
    static String of(ConsumerRecord<byte[], byte[]> read, Content content) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("topic", read.topic());
            json.writeNumberField("partition", read.partition());
            json.writeNumberField("offset", read.offset());
            json.writeStringField(
                    "timestamp", Instant.ofEpochMilli(read.timestamp()).toString());
            json.writeStringField("key", read.key() == null ? null : new String(read.key(), UTF_8));
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
