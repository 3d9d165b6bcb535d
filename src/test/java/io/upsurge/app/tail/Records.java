package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer gives them. */
final class Records {
    private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

    private Records() {}

    static ConsumerRecord<byte[], byte[]> of(String key, String value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(UTF_8)));
        byte[] valueBytes = value == null ? null : value.getBytes(UTF_8);
        return new ConsumerRecord<>(
                "upsurge.t",
                2,
                7,
                TEN,
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                valueBytes == null ? -1 : valueBytes.length,
                key.getBytes(UTF_8),
                valueBytes,
                all,
                Optional.empty());
    }
}
