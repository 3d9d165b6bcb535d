package io.upsurge.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private static final int MANY = 200_000;

    @Test
    void shouldRepeatItselfForTheSameSeedAndPath() {
        Dice first = new Dice(1, 2, 3);
        Dice second = new Dice(1, 2, 3);

        assertThat(first.next()).isEqualTo(second.next());
        assertThat(first.gaussian()).isEqualTo(second.gaussian());
        assertThat(first.uid()).isEqualTo(second.uid());
    }

    @Test
    void shouldBeAnotherForAnotherSeedOrPath() {
        assertThat(new Dice(1, 2, 3).next())
                .isNotEqualTo(new Dice(2, 2, 3).next())
                .isNotEqualTo(new Dice(1, 3, 2).next());
    }

    @Test
    void shouldStayTheSameOverReleases() {
        assertThat(new Dice(42).next()).isEqualTo(6_332_618_229_526_065_668L);
    }

    @Test
    void shouldHaveTheMeanAndVarianceItPromises() {
        Dice dice = new Dice(7);

        assertMoments(dice::uniform, 0.5, 1.0 / 12);
        assertMoments(dice::gaussian, 0, 1);
        assertMoments(() -> dice.gamma(8), 1, 1.0 / 8);
        assertMoments(() -> dice.poisson(3.5), 3.5, 3.5);
        assertMoments(() -> dice.poisson(60), 60, 60);
        assertMoments(() -> dice.rounded(2.25), 2.25, 0.25 * 0.75);
    }

    private static void assertMoments(DoubleSupplier draw, double mean, double variance) {
        double[] drawn = DoubleStream.generate(draw).limit(MANY).toArray();
        double seen = DoubleStream.of(drawn).average().orElseThrow();
        double spread = DoubleStream.of(drawn)
                .map(x -> (x - seen) * (x - seen))
                .average()
                .orElseThrow();
        assertThat(seen).isCloseTo(mean, within(5 * Math.sqrt(variance / MANY)));
        assertThat(spread).isCloseTo(variance, within(0.03 * variance));
    }
}
