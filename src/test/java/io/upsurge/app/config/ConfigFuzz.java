package io.upsurge.app.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFuzz {

    static Stream<byte[]> seeds() throws IOException {
        return Stream.of(
                ConfigTexts.MINIMAL.getBytes(StandardCharsets.UTF_8),
                Files.readAllBytes(Path.of("config/upsurge.yaml")),
                "a: &a [*a]\nsignals: [{id: x}, {id: x}, 1]".getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldLoadOrSayWhatIsWrong(byte[] bytes) {
        try {
            new ConfigLoader(Map.of()).parse("fuzz.yaml", new String(bytes, StandardCharsets.UTF_8), List.of());
        } catch (ConfigException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("refused without a word", refused);
            }
        }
    }
}
