package io.upsurge.format.csv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.upsurge.format.Fuzzed;
import io.upsurge.format.Vectors;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class CsvFuzz {

    static Stream<byte[]> seeds() throws IOException {
        return Fuzzed.seeds("csv");
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        Fuzzed.read(Vectors.readers().get("csv"), bytes);
    }
}
