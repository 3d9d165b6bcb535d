package io.upsurge.wire;

import io.upsurge.wire.WireException.Problem;
import java.nio.ByteBuffer;

/** Confluent's wire format: a magic byte 0x00, the schema id as four bytes big-endian, the record in Avro binary. */
public final class WireFormat {
    /** Bytes before the Avro binary. */
    public static final int HEADER_BYTES = 5;

    static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * The schema id in the header of a value.
     *
     * @throws WireException if the value is empty, starts with another byte than the magic one, or ends within the header
     */
    public static int schemaId(byte[] value) {
        if (value.length == 0) {
            throw new WireException(Problem.EMPTY, "the value is empty: 0 bytes");
        }
        if (value[0] != MAGIC) {
            throw new WireException(
                    Problem.WRONG_MAGIC,
                    String.format("the value starts with 0x%02x, not with the magic byte 0x00", value[0]));
        }
        if (value.length < HEADER_BYTES) {
            throw new WireException(
                    Problem.TRUNCATED,
                    "the value ends within the header: " + value.length + " bytes of " + HEADER_BYTES);
        }
        return ByteBuffer.wrap(value).getInt(1);
    }

    /** The header for a schema id: {@value #HEADER_BYTES} bytes. */
    public static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }
}
