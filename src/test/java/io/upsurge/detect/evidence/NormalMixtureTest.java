package io.upsurge.detect.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalMixtureTest {
    private static final double BUDGET = 0.001;
    private final NormalMixture mixture = new NormalMixture(BUDGET);

    /** Found with SciPy by solving ln E = ln 1000 for z. */
    @ParameterizedTest
    @CsvSource({"5, 4.72", "10, 4.29", "25, 4.06", "50, 4.03", "300, 4.14"})
    void shouldAskForTheDistanceThatTheBoundaryAsksFor(double information, double z) {
        assertThat(mixture.logE(z - 0.011, information)).isLessThan(Math.log(1 / BUDGET));
        assertThat(mixture.logE(z + 0.011, information)).isGreaterThan(Math.log(1 / BUDGET));
    }

    @Test
    void shouldBoundTheRatioWhereTheEvidenceReachesTheThreshold() {
        for (double information : new double[] {5, 50, 500}) {
            double z = mixture.distance(information, BUDGET) * Math.sqrt(information);
            // The closed form is the two-sided boundary at twice the error, a little wider than the one-sided one.
            assertThat(mixture.logE(z, information)).isBetween(Math.log(1 / BUDGET), Math.log(1 / BUDGET) + 0.3);
        }
    }

    @Test
    void shouldBeNoEvidenceFarOnTheOtherSide() {
        assertThat(mixture.logE(-50, 100)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(mixture.logE(0, 100)).isLessThan(0);
    }

    /** Ville's inequality, on a Brownian motion looked at 300 times. */
    @Test
    void shouldCrossSeldomerThanTheBudgetHoweverOftenOneLooks() {
        double budget = 0.05;
        NormalMixture loose = new NormalMixture(budget);
        NormalDistribution normal = NormalDistribution.of(0, 1);
        SplittableRandom random = new SplittableRandom(1);
        int crossed = 0;
        int runs = 2_000;
        for (int run = 0; run < runs; run++) {
            double sum = 0;
            for (int look = 1; look <= 300; look++) {
                sum += normal.inverseCumulativeProbability(random.nextDouble(1e-12, 1));
                if (loose.logE(sum / Math.sqrt(look), look) >= Math.log(1 / budget)) {
                    crossed++;
                    break;
                }
            }
        }
        // 5 % of 2,000 runs are 100, three standard errors more are 129.
        assertThat(crossed).isBetween(20, 129);
    }

    @Test
    void shouldFindNoEvidenceWhereNothingWasCalledAnyMore() {
        NormalMixture mixture = new NormalMixture(0.001);
        assertThat(mixture.logE(-1e3, 50)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(mixture.logE(Double.NEGATIVE_INFINITY, 50)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldTrustFewNodesLess() {
        assertThat(NormalMixture.studentised(4, 1e6)).isCloseTo(4, within(1e-3));
        assertThat(NormalMixture.studentised(4, 9)).isBetween(2.9, 3.0);
        assertThat(NormalMixture.studentised(-1, 9)).isEqualTo(-1);
        assertThat(NormalMixture.studentised(1e6, 4)).isLessThan(40);
    }
}
