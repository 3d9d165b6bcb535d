package io.upsurge.detect.fleet;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * How much the nodes still on their baseline version are above it: what is common to the fleet (time of day, load) and not
 * the upgrade's doing.
 *
 * <p>s = (sum(u y) + c0 s') / (sum(u b x) + c0), with s' the index before, and c0 fifty calls' worth of weight that keep it
 * near s' when there is little to learn from. With fewer than three controls, or controls on less than a fifth of the nodes,
 * it stands at the mean of the last five: the last few nodes of a roll-out would freeze their own noise into it.
 * Source: a ratio estimator with a conjugate (gamma) prior; docs/decisions/0007 compares its constants.
 */
final class FleetIndex {
    private static final int MIN_CONTROLS = 3;
    private static final double MIN_SHARE = 0.2;
    private static final int REMEMBERED = 5;
    private static final double PSEUDO_CALLS = 50;

    private final Deque<Double> recent = new ArrayDeque<>();

    /** Whether so many controls of so many known nodes are enough to learn the index from. */
    static boolean isLive(int controls, int knownNodes) {
        return controls >= Math.max(MIN_CONTROLS, MIN_SHARE * knownNodes);
    }

    /**
     * The index of a window.
     *
     * @param controls the nodes that were on their baseline in it
     * @param knownNodes number of all known nodes
     * @param quantum what one event adds to the calls: 1, or for a mean its usual value
     */
    double of(List<NodeWindow> controls, int knownNodes, double quantum) {
        if (!isLive(controls.size(), knownNodes)) {
            return frozen();
        }
        double calls = 0;
        double expected = 0;
        double weights = 0;
        for (NodeWindow node : controls) {
            calls += node.weight() * node.calls();
            expected += node.weight() * node.expected(1);
            weights += node.weight();
        }
        double prior = PSEUDO_CALLS * quantum * weights / controls.size();
        double before = recent.isEmpty() ? 1 : recent.getLast();
        if (expected + prior <= 0) {
            return before;
        }
        double index = (calls + prior * before) / (expected + prior);
        if (index <= 0) {
            return before;
        }
        recent.addLast(index);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        return index;
    }

    private double frozen() {
        if (recent.isEmpty()) {
            return 1;
        }
        double sum = 0;
        for (double index : recent) {
            sum += index;
        }
        return sum / recent.size();
    }

    void pack(Packer out) {
        out.number(recent.size());
        recent.forEach(out::real);
    }

    void unpack(Unpacker in) {
        for (int i = in.count(); i > 0; i--) {
            recent.addLast(in.real());
        }
    }
}
