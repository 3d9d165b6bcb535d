package io.upsurge.detect.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.upsurge.detect.evidence.Block.Outcome;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurgingShareTest {

    private static double logE(int surging, int judged, double p) {
        SurgingShare share = new SurgingShare();
        IntStream.range(0, judged).forEach(i -> share.add(i < surging ? Outcome.SURGING : Outcome.CALM));
        return share.logE(p);
    }

    /** An e-value: its mean under the null is at most one, here computed and not simulated. */
    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.0124, 0.03, 0.3})
    void shouldHaveAMeanOfOneWhenNodesSurgeByChance(double p) {
        int nodes = 40;
        BinomialDistribution chance = BinomialDistribution.of(nodes, p);
        double mean = IntStream.rangeClosed(0, nodes)
                .mapToDouble(hits -> chance.probability(hits) * Math.exp(logE(hits, nodes, p)))
                .sum();
        assertThat(mean).isCloseTo(1, within(1e-9));
        // Less than the bound that is assumed makes it smaller, never larger.
        BinomialDistribution rarer = BinomialDistribution.of(nodes, p / 2);
        double less = IntStream.rangeClosed(0, nodes)
                .mapToDouble(hits -> rarer.probability(hits) * Math.exp(logE(hits, nodes, p)))
                .sum();
        assertThat(less).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldConfirmAFewSurgingNodesOfMany() {
        assertThat(logE(3, 60, 0.003)).isLessThan(Math.log(1_000));
        assertThat(logE(5, 60, 0.003)).isGreaterThan(Math.log(1_000));
    }
}
