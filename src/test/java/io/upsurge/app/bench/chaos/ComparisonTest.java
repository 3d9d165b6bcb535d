package io.upsurge.app.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.app.bench.chaos.Comparison.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final List<Entry> RIGHT =
            List.of(entry("a", "1", "open"), entry("b", "1", "open"), entry("a", "2", "resolved"));

    private static Entry entry(String key, String identity, String value) {
        return new Entry(key, identity, value, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldFindTheSameSameWhateverTheOrderOfTheKeys() {
        List<Entry> found = List.of(RIGHT.get(1), RIGHT.get(0), RIGHT.get(2));
        assertThat(Comparison.of(RIGHT, found).same()).isTrue();
    }

    @Test
    void shouldFindWhatIsLost() {
        Comparison comparison = Comparison.of(RIGHT, RIGHT.subList(0, 2));
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.lost()).isEqualTo(1);
        assertThat(comparison.lines()).containsExactly("a, 2: is missing");
    }

    @Test
    void shouldFindWhatIsThereTwice() {
        List<Entry> found = new ArrayList<>(RIGHT);
        found.add(RIGHT.get(2));
        Comparison comparison = Comparison.of(RIGHT, found);
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.doubled()).isEqualTo(1);
    }

    @Test
    void shouldFindWhatIsAnother() {
        List<Entry> found = List.of(RIGHT.get(0), RIGHT.get(1), entry("a", "2", "expired"));
        Comparison comparison = Comparison.of(RIGHT, found);
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.different()).isEqualTo(1);
        assertThat(comparison.lines()).first().asString().contains("expired", "resolved");
    }

    @Test
    void shouldFindWhatMustNotBeThere() {
        List<Entry> found = new ArrayList<>(RIGHT);
        found.add(entry("c", "1", "open"));
        Comparison comparison = Comparison.of(RIGHT, found);
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.unexpected()).isEqualTo(1);
    }

    @Test
    void shouldFindAnotherOrderWithinAKey() {
        List<Entry> found = new ArrayList<>(RIGHT);
        Collections.swap(found, 0, 2);
        Comparison comparison = Comparison.of(RIGHT, found);
        assertThat(comparison.same()).isFalse();
        assertThat(comparison.disordered()).isEqualTo(1);
    }
}
