package io.upsurge.format.remotewrite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.Fuzzed;

class WriteV1Fuzz {
    private final WriteDecoder decoder =
            new WriteDecoder(metric -> metric.length() % 2 == 0, new WriteLimits(8, 256, 1_000, 1_000, 64));

    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Fuzzed.read(
                (payload, sink, notes) -> {
                    var unused = decoder.decode(WriteMessage.V1, payload, sink);
                },
                bytes);
    }
}
