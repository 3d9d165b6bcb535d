package io.upsurge.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.upsurge.app.config.ValueType.DecimalValue;
import io.upsurge.app.config.ValueType.DurationValue;
import io.upsurge.app.config.ValueType.WholeValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {
    private static final DurationValue ANY = new DurationValue(0, Long.MAX_VALUE);

    @ParameterizedTest
    @CsvSource({"0s, 0", "500ms, 500", "30s, 30000", "5m, 300000", "24h, 86400000", "7d, 604800000"})
    void shouldReadDurations(String text, long ms) {
        assertThat(ANY.parse(text)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5s", "1h30m", "5S", "9999999999d", "５s"})
    void shouldRefuseWhatIsNotADuration(String text) {
        assertThatThrownBy(() -> ANY.parse(text)).hasMessage("not a duration");
    }

    @Property
    void shouldReadADurationBackFromItsShortestText(@ForAll @LongRange(min = 0, max = 999_999_999) long ms) {
        assertThat(ANY.parse(DurationValue.text(ms))).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1e999", "1d", ".5", ""})
    void shouldRefuseWhatIsNotADecimalNumber(String text) {
        assertThatThrownBy(() -> new DecimalValue(0, true).parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepToTheBounds() {
        assertThat(new WholeValue(1, 3).parse("3")).isEqualTo(3);
        assertThatThrownBy(() -> new WholeValue(1, 3).parse("4")).hasMessage("out of range");
        assertThat(new DecimalValue(1, true).parse("1")).isEqualTo(1);
        assertThatThrownBy(() -> new DecimalValue(1, false).parse("1.0")).hasMessage("out of range");
    }
}
