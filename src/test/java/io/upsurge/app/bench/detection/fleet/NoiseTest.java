package io.upsurge.app.bench.detection.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    private static final int DRAWS = 200_000;

    private final Noise noise = new Noise(1);

    private record Moments(double mean, double variance) {}

    private static Moments moments(DoubleSupplier draw) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = draw.getAsDouble();
            sum += x;
            squares += x * x;
        }
        double mean = sum / DRAWS;
        return new Moments(mean, squares / DRAWS - mean * mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1, 6, 9.9, 10, 30, 400})
    void shouldDrawPoissonCountsOfTheMeanAndVarianceAskedFor(double mean) {
        Moments moments = moments(() -> noise.poisson(mean));
        double error = Math.sqrt(mean / DRAWS);
        assertThat(moments.mean()).isCloseTo(mean, within(5 * error));
        assertThat(moments.variance() / mean).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3, 8, 20})
    void shouldDrawGammaNoiseOfMeanOneAndVarianceOneOverShape(double shape) {
        Moments moments = moments(() -> noise.gamma(shape));
        assertThat(moments.mean()).isCloseTo(1, within(5 * Math.sqrt(1 / shape / DRAWS)));
        assertThat(moments.variance() * shape).isCloseTo(1, within(0.06));
    }

    @Test
    void shouldDrawTheSameNumbersOnEveryJava() {
        Noise first = new Noise(42);
        assertThat(first.seed()).isEqualTo(new Noise(42).seed());
        assertThat(new Noise(42).seed()).isNotEqualTo(new Noise(43).seed());
    }

    @Test
    void shouldDrawNothingOfNothing() {
        assertThat(noise.poisson(0)).isZero();
    }
}
