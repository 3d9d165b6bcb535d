package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.NodeWindow;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.Set;
import java.util.TreeSet;

/**
 * Calls of which the baseline knows nothing: no ratio can be given, but twenty calls from three upgraded nodes and none from a
 * control are no chance.
 */
final class NewCalls {
    private static final double MIN_CALLS = 20;
    private static final int MIN_NODES = 3;
    private static final int MIN_CONTROL_WINDOWS = 3;

    private final Set<String> callers = new TreeSet<>();
    private double calls;
    private double controlCalls;
    private int controlledWindows;

    void add(CandidateWindow window) {
        if (window.treated().isEmpty()) {
            return;
        }
        for (NodeWindow node : window.treated()) {
            calls += node.calls();
            if (node.calls() > 0 && callers.size() < MIN_NODES) {
                callers.add(node.node());
            }
        }
        for (NodeWindow node : window.controls()) {
            controlCalls += node.calls();
        }
        controlledWindows += window.background().live() ? 1 : 0;
    }

    boolean isSeen() {
        return calls >= MIN_CALLS && callers.size() >= MIN_NODES && controlCalls == 0;
    }

    /** Whether controls were watched long enough to say that they make no such calls. */
    boolean isControlled() {
        return controlledWindows >= MIN_CONTROL_WINDOWS;
    }

    void clear() {
        callers.clear();
        calls = 0;
        controlCalls = 0;
        controlledWindows = 0;
    }

    void pack(Packer out) {
        out.real(calls).real(controlCalls).number(controlledWindows).number(callers.size());
        callers.forEach(out::text);
    }

    void unpack(Unpacker in) {
        calls = in.real();
        controlCalls = in.real();
        controlledWindows = (int) in.number();
        for (int i = in.count(); i > 0; i--) {
            callers.add(in.text());
        }
    }
}
