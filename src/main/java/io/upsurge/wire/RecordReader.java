package io.upsurge.wire;

/**
 * Reads records of one writer schema.
 *
 * @param <M> the record of the model
 */
@FunctionalInterface
interface RecordReader<M> {

    /**
     * Reads the Avro binary from {@code from} to the end of {@code value}.
     *
     * @throws WireException if the bytes are malformed or the record makes no sense
     */
    M read(byte[] value, int from);
}
