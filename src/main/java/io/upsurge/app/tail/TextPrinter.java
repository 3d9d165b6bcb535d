package io.upsurge.app.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.upsurge.words.Figures;
import io.upsurge.words.OneLine;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Writes decoded records for people. A record that cannot be decoded is written as such, with place and reason.
 *
 * @param <T> type of the values
 */
public final class TextPrinter<T> implements RecordPrinter {
    private final Deserializer<T> decoder;
    private final Printer<? super T> printer;

    /**
     * A printer of a type.
     *
     * @param decoder decodes the values; not closed here
     * @param printer writes a value
     */
    public TextPrinter(Deserializer<T> decoder, Printer<? super T> printer) {
        this.decoder = decoder;
        this.printer = printer;
    }

    @Override
    public String print(ConsumerRecord<byte[], byte[]> read) {
        Decoded<T> decoded = Decoded.of(read, decoder);
        if (decoded.failure().isPresent()) {
            return place(read) + " cannot be decoded (" + read.value().length + " bytes): "
                    + OneLine.of(decoded.failure().get());
        }
        return decoded.value().map(printer::print).orElseGet(() -> place(read) + " deletes its key");
    }

    /** Where a record is and its key, in one line. */
    static String place(ConsumerRecord<byte[], byte[]> read) {
        String key = read.key() == null ? "without key" : "key " + OneLine.of(new String(read.key(), UTF_8));
        return Figures.instant(read.timestamp())
                + ' '
                + OneLine.of(read.topic())
                + '-'
                + read.partition()
                + '@'
                + read.offset()
                + ' '
                + key;
    }
}
