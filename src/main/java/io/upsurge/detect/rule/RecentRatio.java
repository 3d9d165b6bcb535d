package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.List;

/** The ratio of the last two windows together: evidence of the past is not enough, it must still be so. */
final class RecentRatio {
    private double calls;
    private double expected;
    private double callsBefore;
    private double expectedBefore;

    void add(List<NodeWindow> nodes, double index) {
        callsBefore = calls;
        expectedBefore = expected;
        calls = 0;
        expected = 0;
        for (NodeWindow node : nodes) {
            calls += node.weight() * node.calls();
            expected += node.weight() * node.expected(index);
        }
    }

    /** Whether both windows together are at least at a ratio; not when nothing was observed in the last. */
    boolean isAtLeast(double ratio) {
        return expected > 0 && calls + callsBefore >= ratio * (expected + expectedBefore);
    }

    /** Whether both windows together are at most at a ratio; not when nothing was observed in the last. */
    boolean isAtMost(double ratio) {
        return expected > 0 && calls + callsBefore <= ratio * (expected + expectedBefore);
    }

    void clear() {
        calls = 0;
        expected = 0;
        callsBefore = 0;
        expectedBefore = 0;
    }

    void pack(Packer out) {
        out.real(calls).real(expected).real(callsBefore).real(expectedBefore);
    }

    void unpack(Unpacker in) {
        calls = in.real();
        expected = in.real();
        callsBefore = in.real();
        expectedBefore = in.real();
    }
}
