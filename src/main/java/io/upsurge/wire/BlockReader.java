package io.upsurge.wire;

import java.util.function.Consumer;

/**
 * Reads records of one writer schema that follow each other without anything between them, as in a block of an Avro file.
 *
 * @param <M> the record of the model
 */
@FunctionalInterface
interface BlockReader<M> {

    /**
     * Reads a block, which ends with its last record.
     *
     * @param block the records in Avro binary
     * @param count how many there are
     * @param to takes them in their order
     * @throws WireException if the bytes are malformed or a record makes no sense; those before it were given out
     */
    void readBlock(byte[] block, long count, Consumer<? super M> to);
}
