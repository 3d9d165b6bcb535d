package io.upsurge.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void shouldBoundWhatWasNeverSeen() {
        // 1 - 0.05^(1/n)
        assertThat(new Proportion(0, 1_000).upper()).isCloseTo(0.0029912, within(1e-6));
        assertThat(new Proportion(0, 1_000).lower()).isZero();
        assertThat(new Proportion(1_000, 1_000).lower()).isCloseTo(1 - 0.0029912, within(1e-6));
        assertThat(new Proportion(1_000, 1_000).upper()).isEqualTo(1);
    }

    @Test
    void shouldHaveTheExactBounds() {
        // binom.test(2, 10, conf.level = 0.9) in R
        assertThat(new Proportion(2, 10).lower()).isCloseTo(0.03677, within(1e-4));
        assertThat(new Proportion(2, 10).upper()).isCloseTo(0.50690, within(1e-4));
    }

    @Test
    void shouldKnowNothingOfNothing() {
        assertThat(new Proportion(0, 0).lower()).isZero();
        assertThat(new Proportion(0, 0).upper()).isEqualTo(1);
        assertThat(new Proportion(1, 2).plus(new Proportion(3, 4))).isEqualTo(new Proportion(4, 6));
        assertThatThrownBy(() -> new Proportion(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
