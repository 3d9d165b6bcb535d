package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * Evidence from how many of the upgraded nodes surge, for surges on a few nodes that an average would hide. Each upgraded
 * node is judged once, by its first five windows.
 *
 * <p>E = mean over q of (q / p)^h ((1 - q) / (1 - p))^(n - h), with h of n nodes surging and p at least the chance that an
 * unchanged node does. A mean of likelihood ratios against p; for q at most p, where it would bet on fewer than chance, it is
 * 1. Source: Ville 1939; Robbins 1970, method of mixtures.
 */
final class SurgingShare {
    private static final double[] SHARES = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7};

    private int surging;
    private int judged;

    void add(Block.Outcome outcome) {
        judged += outcome == Block.Outcome.UNFINISHED ? 0 : 1;
        surging += outcome == Block.Outcome.SURGING ? 1 : 0;
    }

    int surging() {
        return surging;
    }

    /** ln E against the chance {@code p}. */
    double logE(double p) {
        double[] logs = new double[SHARES.length];
        for (int i = 0; i < SHARES.length; i++) {
            double q = SHARES[i];
            logs[i] = q <= p ? 0 : surging * Math.log(q / p) + (judged - surging) * Math.log((1 - q) / (1 - p));
        }
        return LogSum.of(logs) - Math.log(SHARES.length);
    }

    void clear() {
        surging = 0;
        judged = 0;
    }

    void pack(Packer out) {
        out.number(surging).number(judged);
    }

    void unpack(Unpacker in) {
        surging = (int) in.number();
        judged = (int) in.number();
    }
}
