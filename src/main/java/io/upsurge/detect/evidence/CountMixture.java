package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Arrays;

/**
 * Evidence from few calls, where a normal approximation would promise too much: given how many calls upgraded nodes and
 * controls made together, how many of them were the upgraded nodes' is binomial, whatever the load.
 *
 * <p>ln E = ln mean_k exp(sum_w(yT ln(r_k / r0) - (yT + yC) ln((r_k p_w + 1) / (r0 p_w + 1)))), with yT and yC calls of upgraded
 * nodes and controls in window w, p_w = sum_T(b x) / sum_C(b x), and all calls divided by the overdispersion. Source: Lindon and
 * Malek 2022, <i>Anytime-valid inference for multinomial count data</i>, with a mixture over a grid of ratios.
 */
final class CountMixture {
    private static final int RATIOS = 24;
    private static final double STEP = 1.15;

    private final double nullRatio;
    private final double[] logs = new double[RATIOS];

    /** Tests whether a ratio is above {@code nullRatio}. */
    CountMixture(double nullRatio) {
        this.nullRatio = nullRatio;
    }

    /**
     * Takes in a window.
     *
     * @param upgraded calls of the upgraded nodes
     * @param controls calls of the controls
     * @param share what is expected of the upgraded nodes, over what is expected of the controls
     * @param overdispersion how much more calls scatter than by chance, at least 1
     */
    void add(double upgraded, double controls, double share, double overdispersion) {
        for (int k = 0; k < RATIOS; k++) {
            double times = Math.pow(STEP, k + 1);
            double odds = Math.log((nullRatio * times * share + 1) / (nullRatio * share + 1));
            logs[k] += (upgraded * Math.log(times) - (upgraded + controls) * odds) / overdispersion;
        }
    }

    double logE() {
        return LogSum.of(logs) - Math.log(RATIOS);
    }

    void clear() {
        Arrays.fill(logs, 0);
    }

    void pack(Packer out) {
        out.flag(logs[0] != 0);
        if (logs[0] != 0) {
            for (double log : logs) {
                out.real(log);
            }
        }
    }

    void unpack(Unpacker in) {
        if (in.flag()) {
            for (int k = 0; k < RATIOS; k++) {
                logs[k] = in.real();
            }
        }
    }
}
