package io.upsurge.detect.evidence;

import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/**
 * What is remembered of one node and one key beside its baseline: while it is a control, how it moves about its baseline;
 * once it is upgraded, what it adds to the estimates.
 */
public final class NodeLedger {
    private static final int FAST_HALF_LIFE_WINDOWS = 5;
    private static final double FAST_DECAY = Decayed.factor(FAST_HALF_LIFE_WINDOWS);
    /** How many of the last windows the fast rate amounts to: (1 + l) / (1 - l) with l its decay. */
    static final double FAST_WINDOWS = (1 + FAST_DECAY) / (1 - FAST_DECAY);
    /** A node in a storm counts as this many times its baseline, so that one storm does not set the variance. */
    private static final double FAST_CAP = 2.5;

    private final Decayed fast = new Decayed(0, 0);
    private final Block block = new Block();
    private final NodeArm concurrent = new NodeArm();
    private final NodeArm beforeAfter = new NodeArm();
    private boolean blockJudged;

    /** Takes in a window of a control; {@code calls} are divided by the fleet index. */
    Block.Outcome control(double calls, double exposure, double baselineRate, double events) {
        fast.add(FAST_DECAY, calls, exposure);
        return block.add(calls, baselineRate * exposure, events);
    }

    /** Rate over about the last seven windows, divided by the fleet index, at most 2.5 times the baseline. */
    double fastRate(double baselineRate) {
        return Math.min(fast.rate(), FAST_CAP * baselineRate);
    }

    NodeArm concurrent() {
        return concurrent;
    }

    NodeArm beforeAfter() {
        return beforeAfter;
    }

    /** Takes in a window of an upgraded node until its first block is finished; unfinished ever after. */
    Block.Outcome firstBlock(double calls, double expected, double events) {
        if (blockJudged) {
            return Block.Outcome.UNFINISHED;
        }
        Block.Outcome outcome = block.add(calls, expected, events);
        blockJudged = outcome != Block.Outcome.UNFINISHED;
        return outcome;
    }

    /** Begins anew on another version, or after an anomaly that is over. */
    public void clearArms() {
        block.clear();
        blockJudged = false;
        concurrent.clear();
        beforeAfter.clear();
    }

    /** Writes everything down. */
    public void pack(Packer out) {
        fast.pack(out);
        block.pack(out);
        out.flag(blockJudged);
        boolean armed = concurrent.exposure() > 0 || beforeAfter.exposure() > 0;
        out.flag(armed);
        if (armed) {
            concurrent.pack(out);
            beforeAfter.pack(out);
        }
    }

    /** Reads what {@link #pack} wrote. */
    public static NodeLedger unpack(Unpacker in) {
        NodeLedger ledger = new NodeLedger();
        ledger.fast.add(0, in.real(), in.real());
        ledger.block.unpack(in);
        ledger.blockJudged = in.flag();
        if (in.flag()) {
            ledger.concurrent.unpack(in);
            ledger.beforeAfter.unpack(in);
        }
        return ledger;
    }
}
