package io.upsurge.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBlocksTest {
    private static List<String> lines(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineBlocks blocks = new LineBlocks(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                int from = 0;
                while (from < block.length()) {
                    int to = block.lineEnd(from);
                    lines.add(new String(block.bytes(), from, to - from, StandardCharsets.UTF_8));
                    from = to + 1;
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1_000, 262_143, 262_144, 262_145, 700_000})
    void shouldCutAtLineFeedsWhereverTheyAre(int length) throws IOException {
        String line = "\u00e9".repeat(length / 2) + "\u000b".repeat(length % 2);
        List<String> expected = List.of(line, "", "\u0009\u000b\u008a\u010a", line);
        assertThat(lines(String.join("\n", expected) + "\n")).isEqualTo(expected);
    }

    @Test
    void shouldTakeALastLineWithoutALineFeed() throws IOException {
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("a".repeat(600_000))).containsExactly("a".repeat(600_000));
        assertThat(lines("")).isEmpty();
    }
}
