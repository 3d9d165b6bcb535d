package io.upsurge.format.remotewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.FormatException;

/** Whatever the bytes are: they are read, or refused with a {@link FormatException}. */
class WriteDecoderFuzzTest {
    private final WriteDecoder decoder =
            new WriteDecoder(metric -> metric.length() % 2 == 0, new WriteLimits(8, 256, 1_000, 1_000, 64));

    @FuzzTest
    void v1(byte[] bytes) {
        decode(WriteMessage.V1, bytes);
    }

    @FuzzTest
    void v2(byte[] bytes) {
        decode(WriteMessage.V2, bytes);
    }

    @FuzzTest
    void snappy(byte[] bytes) {
        try {
            SnappyBlock.decompress(bytes);
        } catch (FormatException refused) {
            // As it should be.
        }
    }

    private void decode(WriteMessage message, byte[] bytes) {
        try {
            decoder.decode(message, bytes, (series, timeMs, value, stale, startMs) -> {});
        } catch (FormatException refused) {
            // As it should be.
        }
    }
}
