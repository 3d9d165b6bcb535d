package io.upsurge.replay.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class RecordLineFuzz {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"kind\":\"SCRAPE\",\"cluster\":\"c\",\"node\":\"n\",\"timestamp\":5,\"namespace\":\"s\",\"daemonset\":\"d\","
                                + "\"container\":\"x\",\"series\":[{\"metric\":\"m\",\"labels\":{\"a\":\"b\"},\"value\":1.5}]}",
                        "{\"kind\":\"HEARTBEAT\",\"cluster\":\"c\",\"timestamp\":5}",
                        "{\"cluster\":\"c\",\"namespace\":\"s\",\"daemonset\":\"d\",\"container\":\"x\",\"node\":\"n\",\"tag\":\"1\","
                                + "\"since\":1,\"observedAt\":2,\"differences\":[\"a\"]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        try {
            new RecordLine(new Interned()).read(bytes, 0, bytes.length);
        } catch (IllegalArgumentException refused) {
            // says what is wrong
        }
    }
}
