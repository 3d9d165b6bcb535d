package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Writes refused records for scripts: as {@link JsonOutput}, with {@code headers} and, in base64, {@code bytes}. */
public final class DeadLetterJson implements RecordPrinter {

    @Override
    public String print(ConsumerRecord<byte[], byte[]> read) {
        return JsonLine.of(read, json -> {
            json.writeObjectFieldStart("headers");
            for (Header header : read.headers()) {
                json.writeStringField(header.key(), header.value() == null ? null : new String(header.value(), UTF_8));
            }
            json.writeEndObject();
            json.writeFieldName("bytes");
            if (read.value() == null) {
                json.writeNull();
            } else {
                json.writeBinary(read.value());
            }
        });
    }
}
