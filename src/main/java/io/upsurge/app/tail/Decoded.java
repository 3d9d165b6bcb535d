package io.upsurge.app.tail;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What became of decoding a record.
 *
 * @param value the value; empty for a tombstone or a failure
 * @param failure why it could not be decoded; empty if it could
 * @param <T> type of the value
 */
record Decoded<T>(Optional<T> value, Optional<String> failure) {

    /** Decodes the value of a record; whatever the decoder throws becomes the failure. */
    static <T> Decoded<T> of(ConsumerRecord<byte[], byte[]> read, Deserializer<T> decoder) {
        if (read.value() == null) {
            return new Decoded<>(Optional.empty(), Optional.empty());
        }
        try {
            T value = decoder.deserialize(read.topic(), read.headers(), read.value());
            return value == null
                    ? new Decoded<>(Optional.empty(), Optional.of("the decoder gave no value"))
                    : new Decoded<>(Optional.of(value), Optional.empty());
        } catch (RuntimeException e) {
            return new Decoded<>(Optional.empty(), Optional.of(reason(e)));
        }
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    }
}
