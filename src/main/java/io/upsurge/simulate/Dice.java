package io.upsurge.simulate;

/**
 * Random numbers that are the same on every machine and JDK: SplitMix64 and {@link StrictMath}. Not thread-safe.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double LARGE_MEAN = 30;

    private long state;
    private double spare = Double.NaN;

    /** Dice of one seed; every further number of the path makes independent ones. */
    Dice(long seed, long... path) {
        state = mix(seed + GOLDEN);
        for (long step : path) {
            state = mix(state ^ mix(step + GOLDEN));
        }
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** At least 0 and below 1. */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** At least {@code from} and below {@code to}. */
    long between(long from, long to) {
        return from + (long) (uniform() * (to - from));
    }

    boolean chance(double probability) {
        return probability > 0 && uniform() < probability;
    }

    /** Standard normal, by the polar method. */
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
    }

    /** Gamma with the given shape (at least 1) and mean 1, by Marsaglia and Tsang's method. */
    double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = gaussian();
            double v = 1 + c * x;
            if (v <= 0) {
                continue;
            }
            v = v * v * v;
            if (StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return d * v / shape;
            }
        }
    }

    /** Poisson; means above 30 by the normal approximation. */
    long poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > LARGE_MEAN) {
            return Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * gaussian()));
        }
        double limit = StrictMath.exp(-mean);
        long count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** A whole number whose mean is {@code value}: the value itself where it is whole. */
    long rounded(double value) {
        double floor = Math.floor(value);
        return (long) floor + (chance(value - floor) ? 1 : 0);
    }

    /** A pod UID. */
    String uid() {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() & ~(3L << 62)) | (1L << 63);
        return new java.util.UUID(high, low).toString();
    }
}
