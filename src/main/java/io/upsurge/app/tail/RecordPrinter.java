package io.upsurge.app.tail;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes a record as it was read from a topic. Never fails on what a record holds. */
@FunctionalInterface
public interface RecordPrinter {

    /**
     * The record as text without a line end.
     *
     * @param read the record, key and value as bytes, either may be null
     */
    String print(ConsumerRecord<byte[], byte[]> read);
}
