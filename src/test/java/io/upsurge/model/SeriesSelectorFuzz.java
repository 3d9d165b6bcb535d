package io.upsurge.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesSelectorFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "a",
                        "a{}",
                        "a:b{x=\"1\",y!=\"2\",z=~\"a.*|[b-c]+\",w!~\"\\\\d{2}\"}",
                        "a{x=\"\\\"\\n\"} ",
                        "a{x")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5s")
    void shouldReadOrRefuse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        SeriesSelector selector;
        try {
            selector = SeriesSelector.parse(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!SeriesSelector.parse(selector.toString()).equals(selector)) {
            throw new AssertionError("reads otherwise than it is written: " + selector);
        }
    }
}
