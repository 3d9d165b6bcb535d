package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * How many calls beyond the usual a restart brings, by the age of the container in windows: learned from restarts that
 * changed no version and from roll-outs that ended clean. With it the first windows after an upgrade can be judged too.
 *
 * <p>Extra_a = max(0, mean(e_a) / mean(u b) - the same over the tail), weight_a = min(1, Var(tail) / Var(a)), with
 * e = u (y / s - x b) the weighted residual of a window of age a.
 */
public final class RestartProfile {
    /** Ages kept, windows; what is older is settled. */
    static final int AGES = 21;
    /** Age from which on a container is surely settled. */
    private static final int TAIL = 15;
    /** Restarts it must rest on. */
    private static final int MIN_RESTARTS = 30;

    private final double[] count = new double[AGES];
    private final double[] sum = new double[AGES];
    private final double[] sumOfSquares = new double[AGES];
    private final double[] weightedBaseline = new double[AGES];

    /**
     * Takes in a window of a restarted node.
     *
     * @param age windows since the window of the restart, at least 1; ages beyond the last are ignored
     * @param residual u (y / s - x b)
     * @param baseline u b
     */
    public void add(int age, double residual, double baseline) {
        if (age < AGES) {
            count[age]++;
            sum[age] += residual;
            sumOfSquares[age] += residual * residual;
            weightedBaseline[age] += baseline;
        }
    }

    /** Whether windows of that age are taken in. */
    public static boolean takes(int age) {
        return age >= 1 && age < AGES;
    }

    /** Takes in everything another profile has learned. */
    public void add(RestartProfile other) {
        for (int age = 0; age < AGES; age++) {
            count[age] += other.count[age];
            sum[age] += other.sum[age];
            sumOfSquares[age] += other.sumOfSquares[age];
            weightedBaseline[age] += other.weightedBaseline[age];
        }
    }

    /** Whether enough restarts were seen, all the way to the tail, to rely on it. */
    public boolean isKnown() {
        return count[1] >= MIN_RESTARTS && tail(count) >= MIN_RESTARTS;
    }

    /** Extra calls of a window of that age, as exposure that usually makes so many; 0 where nothing is known. */
    double extra(int age) {
        if (age >= AGES || weightedBaseline[age] <= 0 || tail(weightedBaseline) <= 0) {
            return 0;
        }
        return Math.max(0, sum[age] / weightedBaseline[age] - tail(sum) / tail(weightedBaseline));
    }

    /** How much a window of that age counts, 0 to 1: the more it scatters the less. */
    double weight(int age) {
        if (age >= AGES || count[age] < 2 || tail(count) < 2) {
            return 1;
        }
        double here = variance(count[age], sum[age], sumOfSquares[age]);
        double settled = variance(tail(count), tail(sum), tail(sumOfSquares));
        return here <= settled ? 1 : settled / here;
    }

    private static double variance(double n, double total, double squares) {
        return Math.max(0, (squares - total * total / n) / (n - 1));
    }

    private static double tail(double[] values) {
        double total = 0;
        for (int age = TAIL; age < AGES; age++) {
            total += values[age];
        }
        return total;
    }

    /** Writes everything down. */
    public void pack(Packer out) {
        out.flag(count[1] > 0);
        if (count[1] > 0) {
            for (int age = 0; age < AGES; age++) {
                out.real(count[age]).real(sum[age]).real(sumOfSquares[age]).real(weightedBaseline[age]);
            }
        }
    }

    /** Reads what {@link #pack} wrote. */
    public static RestartProfile unpack(Unpacker in) {
        RestartProfile profile = new RestartProfile();
        if (in.flag()) {
            for (int age = 0; age < AGES; age++) {
                profile.count[age] = in.real();
                profile.sum[age] = in.real();
                profile.sumOfSquares[age] = in.real();
                profile.weightedBaseline[age] = in.real();
            }
        }
        return profile;
    }
}
