package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.Decayed;
import io.upsurge.detect.evidence.NodeLedger;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * What is remembered of one node and one key.
 *
 * <p>Baseline b = sum(l^k y / s) / sum(l^k x) over the windows on the baseline version, k windows old, with y calls, x
 * exposure, s the fleet index and l = 2^(-1 / half-life): an exponentially weighted ratio estimator.
 */
final class GroupHistory {
    private final NodeLedger ledger;
    private Decayed baseline;
    private Decayed candidate;

    private GroupHistory(Decayed baseline, Decayed candidate, NodeLedger ledger) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.ledger = ledger;
    }

    /** A group that has made no call over the exposure of its node so far. */
    static GroupHistory silent(double baselineExposure, double candidateExposure) {
        return new GroupHistory(new Decayed(0, baselineExposure), new Decayed(0, candidateExposure), new NodeLedger());
    }

    Decayed baseline() {
        return baseline;
    }

    /** What it has done since it moved to the candidate, divided by the fleet index like the baseline. */
    Decayed candidate() {
        return candidate;
    }

    NodeLedger ledger() {
        return ledger;
    }

    /** The node has moved to another version. */
    void moved() {
        candidate = new Decayed(0, 0);
        ledger.clearArms();
    }

    /** The version it runs becomes its baseline. */
    void adopt() {
        baseline = candidate;
        candidate = new Decayed(0, 0);
        ledger.clearArms();
    }

    void pack(Packer out) {
        baseline.pack(out);
        candidate.pack(out);
        ledger.pack(out);
    }

    static GroupHistory unpack(Unpacker in) {
        return new GroupHistory(Decayed.unpack(in), Decayed.unpack(in), NodeLedger.unpack(in));
    }
}
