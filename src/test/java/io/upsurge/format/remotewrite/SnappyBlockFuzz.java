package io.upsurge.format.remotewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.Fuzzed;

class SnappyBlockFuzz {

    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Fuzzed.read(
                (payload, sink, notes) -> {
                    var unused = SnappyBlock.decompress(payload);
                },
                bytes);
    }
}
