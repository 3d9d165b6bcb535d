package io.upsurge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void shouldGiveThreeDigitsWithoutExponent() {
        assertThat(Figures.amount(0.00012345)).isEqualTo("0.000123");
        assertThat(Figures.amount(31.25)).isEqualTo("31.3");
        assertThat(Figures.amount(208.4)).isEqualTo("208");
        assertThat(Figures.amount(18_250)).isEqualTo("18250");
        assertThat(Figures.amount(1.2e9)).isEqualTo("1200000000");
        assertThat(Figures.amount(0)).isEqualTo("0");
        assertThat(Figures.amount(-3.14159)).isEqualTo("-3.14");
        assertThat(Figures.amount(Double.NaN)).isEqualTo("NaN");
        assertThat(Figures.amount(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    }

    @Test
    void shouldGiveRatiosShortly() {
        assertThat(Figures.times(2.64)).isEqualTo("2.6x");
        assertThat(Figures.times(99.7)).isEqualTo("100x");
        assertThat(Figures.times(140.2)).isEqualTo("140x");
    }

    @Test
    void shouldNotRoundAShareUpToAll() {
        assertThat(Figures.percent(0.999)).isEqualTo("99%");
        assertThat(Figures.percent(1)).isEqualTo("100%");
    }

    @Test
    void shouldReadTheValuesOfAGroup() {
        assertThat(GroupValues.of("{service=\"ec2\",api=\"Get\\\"Meta\\\\data\"}"))
                .isEqualTo("ec2/Get\"Meta\\data");
        assertThat(GroupValues.of("{api=\"\"}")).isEqualTo("{api=\"\"}");
        assertThat(GroupValues.of("not labels")).isEqualTo("not labels");
        assertThat(GroupValues.of("{api=\"open")).isEqualTo("{api=\"open");
    }
}
