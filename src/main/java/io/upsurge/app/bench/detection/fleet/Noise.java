package io.upsurge.app.bench.detection.fleet;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Random numbers of one run: XoRoShiRo128++ seeded through SplitMix64, both of commons-rng, so that a seed means the same
 * on every Java.
 *
 * <p>Sources of the samplers: Marsaglia and Tsang (2000) for the gamma distribution; for the Poisson distribution inversion
 * by sequential search below a mean of 10 and the transformed rejection PTRS of Hörmann (1993) above.
 */
final class Noise {
    private static final double SMALL_MEAN = 10;
    private static final int TABLE = 256;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final UniformRandomProvider source;
    private final ZigguratSampler.NormalizedGaussian gaussian;
    private final double[] reciprocals = new double[TABLE];
    private final double[] logFactorials = new double[TABLE];

    Noise(long seed) {
        SplitMix64 seeder = new SplitMix64(seed);
        source = new XoRoShiRo128PlusPlus(seeder.nextLong(), seeder.nextLong());
        gaussian = ZigguratSampler.NormalizedGaussian.of(source);
        for (int i = 1; i < TABLE; i++) {
            reciprocals[i] = 1.0 / i;
            logFactorials[i] = logFactorials[i - 1] + Math.log(i);
        }
    }

    /** A seed for random numbers of their own. */
    long seed() {
        return source.nextLong();
    }

    double uniform() {
        return source.nextDouble();
    }

    double uniform(double from, double to) {
        return from + (to - from) * source.nextDouble();
    }

    int below(int bound) {
        return source.nextInt(bound);
    }

    double normal() {
        return gaussian.sample();
    }

    /** Mean 1, variance 1 / shape. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * (shape + 1) / shape * Math.pow(source.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = gaussian.sample();
            double root = 1 + c * x;
            if (root <= 0) {
                continue;
            }
            double v = root * root * root;
            double u = source.nextDouble();
            double square = x * x;
            if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) {
                return d * v / shape;
            }
        }
    }

    /** A Poisson count of that mean. */
    int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        return mean < SMALL_MEAN ? bySearch(mean) : byRejection(mean);
    }

    private int bySearch(double mean) {
        double p = Math.exp(-mean);
        double u = source.nextDouble();
        int k = 0;
        while (u > p && k < TABLE - 1) {
            u -= p;
            k++;
            p *= mean * reciprocals[k];
        }
        return k;
    }

    private int byRejection(double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = source.nextDouble() - 0.5;
            double v = source.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (int) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            double left = Math.log(v * inverseAlpha / (a / (us * us) + b));
            if (left <= -mean + k * Math.log(mean) - logFactorial(k)) {
                return (int) k;
            }
        }
    }

    private double logFactorial(double k) {
        if (k < TABLE) {
            return logFactorials[(int) k];
        }
        double n = k + 1;
        return (n - 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + 1 / (12 * n) - 1 / (360 * n * n * n);
    }
}
