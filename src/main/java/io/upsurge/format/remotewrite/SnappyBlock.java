package io.upsurge.format.remotewrite;

import io.upsurge.format.FormatException;
import java.io.IOException;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/** Snappy's block format: the length of the plain bytes as a varint, then the compressed bytes. */
public final class SnappyBlock {
    /** Three bytes of a block stand for 64 plain bytes at most. */
    private static final long MOST_PLAIN_PER_BYTE = 22;

    private static final int MAX_LENGTH_BYTES = 5;

    private SnappyBlock() {}

    /**
     * The length of the plain bytes as the block declares it; nothing says that it is true.
     *
     * @return bytes, up to 2^32 - 1
     * @throws FormatException if the block does not begin with a length
     */
    public static long declaredLength(byte[] block) throws FormatException {
        long length = 0;
        for (int i = 0; i < block.length && i < MAX_LENGTH_BYTES; i++) {
            length |= (block[i] & 0x7fL) << (7 * i);
            if (block[i] >= 0) {
                if (length > 0xffff_ffffL) {
                    break;
                }
                return length;
            }
        }
        throw new FormatException("not a snappy block: it does not begin with a length of up to 32 bits");
    }

    /**
     * The plain bytes. Allocates no more than 22 times the length of the block, whatever the block declares.
     *
     * @throws FormatException if the block is corrupt
     */
    public static byte[] decompress(byte[] block) throws FormatException {
        long declared = declaredLength(block);
        if (declared > MOST_PLAIN_PER_BYTE * block.length || declared > Integer.MAX_VALUE - 8) {
            throw new FormatException("corrupt snappy block: its " + block.length + " bytes cannot hold the " + declared
                    + " it declares");
        }
        try {
            byte[] plain = new byte[(int) declared];
            if (Snappy.uncompressedLength(block) != plain.length) {
                throw new FormatException("corrupt snappy block: its length is ambiguous");
            }
            int written = Snappy.uncompress(block, 0, block.length, plain, 0);
            if (written != plain.length) {
                throw new FormatException(
                        "corrupt snappy block: " + written + " bytes where it declares " + plain.length);
            }
            return plain;
        } catch (IOException | SnappyError e) {
            throw new FormatException("corrupt snappy block", e);
        }
    }
}
