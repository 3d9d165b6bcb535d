package io.upsurge.format.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.Fuzzed;
import io.upsurge.format.Vectors;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PromtoolDumpFuzz {

    static Stream<byte[]> seeds() throws IOException {
        return Fuzzed.seeds("promtool-dump");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Fuzzed.read(Vectors.readers().get("promtool-dump"), bytes);
    }
}
