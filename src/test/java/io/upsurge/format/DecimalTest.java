package io.upsurge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DecimalTest {

    @Property
    void shouldReadEveryDoubleExactly(@ForAll double value) throws FormatException {
        assertThat(Decimal.parse(Double.toString(value))).isEqualTo(value);
    }

    @Property
    void shouldReadDecimalsAsJavaDoes(@ForAll long digits, @ForAll @IntRange(min = -40, max = 40) int exponent)
            throws FormatException {
        String text = digits + "e" + exponent;
        assertThat(Decimal.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Property
    void shouldRefuseOrReadAsJavaDoes(
            @ForAll @StringLength(min = 1, max = 8) @Chars({'0', '1', '9', '.', 'e', 'E', '-', '+', 'd', 'x', '_'})
                    String text) {
        double read;
        try {
            read = Decimal.parse(text);
        } catch (FormatException e) {
            return;
        }
        assertThat(read).isEqualTo(Double.parseDouble(text));
    }

    @Property
    void shouldKeepMilliseconds(@ForAll @DoubleRange(min = 0, max = 4e12) double ms) throws FormatException {
        long whole = (long) ms;
        String seconds = (whole / 1000) + "." + String.format("%03d", whole % 1000);
        byte[] bytes = seconds.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Decimal.parseSeconds(bytes, 0, bytes.length)).isEqualTo(whole);
    }

    @Test
    void shouldRefuseNumbersOfAnyLength() {
        assertThatThrownBy(() -> Decimal.parse("1".repeat(1_000_000)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("not a number: '1111")
                .hasMessageEndingWith("...'");
    }
}
