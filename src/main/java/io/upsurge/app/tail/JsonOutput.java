package io.upsurge.app.tail;

import io.upsurge.wire.ModelJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Writes decoded records for scripts, one JSON object each: {@code topic}, {@code partition}, {@code offset},
 * {@code timestamp}, {@code key} and {@code value}. A tombstone has the value null; a record that cannot be decoded has
 * {@code error} and, in base64, {@code bytes} in place of {@code value}.
 *
 * @param <T> type of the values
 */
public final class JsonOutput<T> implements RecordPrinter {
    private final Deserializer<T> decoder;

    /**
     * A printer of a type.
     *
     * @param decoder decodes the values into records of the model; not closed here
     */
    public JsonOutput(Deserializer<T> decoder) {
        this.decoder = decoder;
    }

    @Override
    public String print(ConsumerRecord<byte[], byte[]> read) {
        Decoded<T> decoded = Decoded.of(read, decoder);
        return JsonLine.of(read, json -> {
            if (decoded.failure().isPresent()) {
                json.writeStringField("error", decoded.failure().get());
                json.writeBinaryField("bytes", read.value());
            } else {
                json.writeFieldName("value");
                ModelJson.write(json, decoded.value());
            }
        });
    }
}
