package io.upsurge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSelectorTest {
    private static final SeriesId SERIES = new SeriesId("calls", Map.of("api", "Get\"Meta\\data", "error", "false"));

    private static boolean matches(String selector) {
        return SeriesSelector.parse(selector).matches(SERIES);
    }

    @Test
    void shouldMatchAsInPromql() {
        assertThat(matches("calls")).isTrue();
        assertThat(matches("calls{}")).isTrue();
        assertThat(matches("other")).isFalse();
        assertThat(matches("calls{error=\"false\"}")).isTrue();
        assertThat(matches(" calls { error = \"false\" , api != \"x\" , } ")).isTrue();
        assertThat(matches("calls{error!=\"false\"}")).isFalse();
        assertThat(matches("calls{error=~\"f.*\"}")).isTrue();
        assertThat(matches("calls{error=~\"f\"}"))
                .as("a regular expression matches the whole value")
                .isFalse();
        assertThat(matches("calls{error!~\"t.*\"}")).isTrue();
        assertThat(matches("calls{api=\"Get\\\"Meta\\\\data\"}")).isTrue();
        assertThat(matches("calls{status=\"\"}")).as("a missing label is empty").isTrue();
        assertThat(matches("calls{status!=\"\"}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`` , a metric name at position 1",
                "`calls{`, a label name at position 7",
                "`calls{a}`, `one of =, !=, =~, !~ at position 8`",
                "`calls{a=b}`, `'\"' at position 9`",
                "`calls{a=\"b`, `'\"' at position 11`",
                "`calls{a=\"b\"`, `',' at position 12`",
                "`calls{a=~\"(\"}`, a regular expression",
                "`calls{} or x`, nothing more at position 9"
            })
    void shouldSayWhereASelectorIsWrong(String selector, String expected) {
        assertThatThrownBy(() -> SeriesSelector.parse(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected " + expected);
    }
}
