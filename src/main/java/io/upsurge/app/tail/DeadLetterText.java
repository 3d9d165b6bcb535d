package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.words.OneLine;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A refused record in one line: where it came from and why it was refused. Its bytes are not shown. */
public final class DeadLetterText implements RecordPrinter {

    @Override
    public String print(ConsumerRecord<byte[], byte[]> read) {
        StringBuilder line = new StringBuilder(TextPrinter.place(read));
        line.append(" from ").append(text(read, "__streams.errors.topic", "unknown topic"));
        line.append('-').append(text(read, "__streams.errors.partition", "?"));
        line.append('@').append(text(read, "__streams.errors.offset", "?"));
        StringJoiner causes = new StringJoiner(": ", ": ", "").setEmptyValue(": no cause given");
        for (String header : new String[] {"upsurge.cause", "__streams.errors.exception", "__streams.errors.message"}) {
            String cause = text(read, header, "");
            if (!cause.isEmpty()) {
                causes.add(cause);
            }
        }
        line.append(causes);
        return line + (read.value() == null ? ", no value" : ", " + read.value().length + " bytes");
    }

    private static String text(ConsumerRecord<byte[], byte[]> read, String header, String otherwise) {
        Header last = read.headers().lastHeader(header);
        return last == null || last.value() == null ? otherwise : OneLine.of(new String(last.value(), UTF_8));
    }
}
