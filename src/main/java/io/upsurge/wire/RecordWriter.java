package io.upsurge.wire;

import java.io.IOException;
import org.apache.avro.io.Encoder;

/**
 * Writes records.
 *
 * @param <M> the record of the model
 */
@FunctionalInterface
interface RecordWriter<M> {

    /**
     * Writes a record as Avro binary.
     *
     * @throws IllegalArgumentException if the record breaks the contract; nothing is written then
     */
    void write(M model, Encoder out) throws IOException;
}
