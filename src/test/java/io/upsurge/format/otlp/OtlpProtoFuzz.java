package io.upsurge.format.otlp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.Fuzzed;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class OtlpProtoFuzz {

    static Stream<byte[]> seeds() {
        return OtlpProtoDecoderTest.requests().map(request -> request.toByteArray());
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Fuzzed.read(new OtlpProtoDecoder()::decode, bytes);
    }
}
