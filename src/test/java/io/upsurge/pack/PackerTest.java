package io.upsurge.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PackerTest {

    @Property
    void shouldReadBackWhatWasWritten(
            @ForAll long number, @ForAll double real, @ForAll String text, @ForAll boolean flag) {
        Unpacker in = new Unpacker(
                new Packer().number(number).real(real).text(text).flag(flag).toBytes());
        assertThat(in.number()).isEqualTo(number);
        assertThat(Double.doubleToRawLongBits(in.real())).isEqualTo(Double.doubleToRawLongBits(real));
        assertThat(in.text()).isEqualTo(text.replaceAll("[\uD800-\uDFFF]", "?"));
        assertThat(in.flag()).isEqualTo(flag);
    }

    @Property
    void shouldWriteANameThatComesAgainAsANumber(@ForAll List<@AlphaChars @StringLength(max = 3) String> names) {
        Packer out = new Packer();
        names.forEach(out::name);
        int first = out.toBytes().length;
        names.forEach(out::name);
        assertThat(out.toBytes().length - first).isLessThanOrEqualTo(names.size() * 2);
        Unpacker in = new Unpacker(out.toBytes());
        assertThat(names).allSatisfy(name -> assertThat(in.name()).isEqualTo(name));
        assertThat(names).allSatisfy(name -> assertThat(in.name()).isEqualTo(name));
    }

    @Property
    void shouldNeverDoWorseThanRefuseForeignBytes(@ForAll byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        try {
            in.name();
            in.text();
            in.real();
            in.number();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageMatching(".*(end|count).*");
        }
    }

    @Test
    void shouldKeepTheSignOfZeroAndNotANumber() {
        for (double each : new double[] {-0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE}) {
            double back = new Unpacker(new Packer().real(each).toBytes()).real();
            assertThat(Double.doubleToRawLongBits(back)).isEqualTo(Double.doubleToRawLongBits(each));
        }
    }

    @Test
    void shouldSayWhichFormatItMet() {
        byte[] bytes = new Packer().number(2).toBytes();
        assertThatThrownBy(() -> new Unpacker(bytes).format("a thing", 1))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.remedy()).contains("a later release"))
                .hasMessage("a thing has format 2, this release reads format 1");
        assertThatThrownBy(() -> new Unpacker(bytes).format("a thing", 3))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.remedy()).contains("an earlier release"));
        assertThatThrownBy(() -> new Unpacker(Arrays.copyOf(bytes, 0)).number()).hasMessageContaining("end at 0");
    }
}
