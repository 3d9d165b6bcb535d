package io.upsurge.detect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountMixtureTest {

    private static int poisson(SplittableRandom random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        while (product > Math.exp(-mean)) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private static double highest(SplittableRandom random, double ratio) {
        CountMixture mixture = new CountMixture(1.1);
        double highest = 0;
        for (int window = 0; window < 40; window++) {
            // The load of all nodes swings; it must not matter.
            double load = 1 + 0.5 * Math.sin(window);
            mixture.add(poisson(random, 0.8 * ratio * load), poisson(random, 4 * load), 0.2, 1);
            highest = Math.max(highest, mixture.logE());
        }
        return highest;
    }

    @Test
    void shouldHoldItsErrorAtTheNullHoweverOftenOneLooks() {
        SplittableRandom random = new SplittableRandom(2);
        int crossed = 0;
        for (int run = 0; run < 2_000; run++) {
            crossed += highest(random, 1.1) >= Math.log(20) ? 1 : 0;
        }
        assertThat(crossed).isLessThanOrEqualTo(129);
    }

    @Test
    void shouldFindARatioOfThreeInFewCalls() {
        SplittableRandom random = new SplittableRandom(3);
        int found = 0;
        for (int run = 0; run < 200; run++) {
            found += highest(random, 3) >= Math.log(1_000) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(180);
    }

    @Test
    void shouldGoOnWhereItWasPacked() {
        CountMixture mixture = new CountMixture(1.1);
        mixture.add(7, 10, 0.2, 1.3);
        Packer out = new Packer();
        mixture.pack(out);
        CountMixture copy = new CountMixture(1.1);
        copy.unpack(new Unpacker(out.toBytes()));
        assertThat(copy.logE()).isEqualTo(mixture.logE());
    }
}
