package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.model.RuleSettings;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Whether the candidate's nodes, long after the roll-out, call the multiple of what they themselves have called on the
 * candidate so far. No node is left to compare with, so this is a hint: load that rose on all of them looks the same.
 */
final class LateRise {
    private final double multiple;
    private final RuleSettings settings;
    private final Deque<double[]> recent = new ArrayDeque<>();
    private int windowsAbove;

    LateRise(double multiple, RuleSettings settings) {
        this.multiple = multiple;
        this.settings = settings;
    }

    void add(List<NodeWindow> nodes, double index, boolean inRollout) {
        if (inRollout) {
            clear();
            return;
        }
        double calls = 0;
        double usual = 0;
        double events = 0;
        for (NodeWindow node : nodes) {
            if (node.candidateRate() > 0) {
                calls += node.weight() * node.calls();
                usual += node.weight() * index * node.candidateRate() * node.exposure();
                events += node.events();
            }
        }
        recent.addLast(new double[] {calls, usual, events});
        if (recent.size() > settings.windows()) {
            recent.removeFirst();
        }
        double[] total = new double[3];
        recent.forEach(window -> {
            for (int i = 0; i < total.length; i++) {
                total[i] += window[i];
            }
        });
        boolean above = total[1] > 0 && total[0] >= multiple * total[1] && total[2] >= settings.minCalls();
        windowsAbove = above ? windowsAbove + 1 : 0;
    }

    boolean isSeen() {
        return windowsAbove >= settings.forWindows();
    }

    void clear() {
        recent.clear();
        windowsAbove = 0;
    }

    void pack(Packer out) {
        out.number(windowsAbove).number(recent.size());
        recent.forEach(window -> out.real(window[0]).real(window[1]).real(window[2]));
    }

    void unpack(Unpacker in) {
        windowsAbove = (int) in.number();
        for (int i = in.count(); i > 0; i--) {
            recent.addLast(new double[] {in.real(), in.real(), in.real()});
        }
    }
}
