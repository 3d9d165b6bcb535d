package io.upsurge.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OddsTest {

    @Test
    void shouldSayEvidenceAsOdds() {
        assertThat(Odds.of(Math.log(4_012))).isEqualTo("4,000 to 1");
        assertThat(Odds.of(Math.log(20_000))).isEqualTo("20,000 to 1");
        assertThat(Odds.of(Math.log(37.4))).isEqualTo("37 to 1");
        assertThat(Odds.of(0)).isEqualTo("1 to 1");
        assertThat(Odds.of(-3)).isEqualTo("less than 1 to 1");
        assertThat(Odds.of(Double.NEGATIVE_INFINITY)).isEqualTo("less than 1 to 1");
        assertThat(Odds.of(700)).isEqualTo("over 1,000,000,000 to 1");
        assertThat(Odds.of(Double.POSITIVE_INFINITY)).isEqualTo("over 1,000,000,000 to 1");
        assertThat(Odds.of(Double.NaN)).isEqualTo("unknown");
    }

    @Test
    void shouldSayAChanceAsOneInSoMany() {
        assertThat(Odds.oneIn(0.001)).isEqualTo("1 in 1,000");
        assertThat(Odds.oneIn(0.0025)).isEqualTo("1 in 400");
        assertThat(Odds.oneIn(0)).isEqualTo("chance 0.0");
    }
}
