package io.upsurge.detect.rule;

import io.upsurge.detect.evidence.Background;
import io.upsurge.model.RuleSettings;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether the nodes that have not changed have risen by the multiple since the roll-out began. Once too few of them are left
 * nothing can be said of them, and it counts as over.
 */
final class FleetRise {
    private static final int SMOOTHED_WINDOWS = 3;
    private static final int FOR_WINDOWS = 3;

    private final double multiple;
    private final double resolved;
    private final RuleSettings settings;
    private final Deque<Double> recent = new ArrayDeque<>();
    private double before;
    private int windowsAbove;
    private int windowsBelow;

    /**
     * Watches for a rise.
     *
     * @param multiple ratio to the index before the roll-out at which it is one
     * @param resolved ratio below which it is over
     */
    FleetRise(double multiple, double resolved, RuleSettings settings) {
        this.multiple = multiple;
        this.resolved = resolved;
        this.settings = settings;
    }

    void add(Background background, boolean begun) {
        if (!background.live()) {
            windowsAbove = 0;
            windowsBelow++;
            return;
        }
        recent.addLast(background.index());
        if (recent.size() > SMOOTHED_WINDOWS) {
            recent.removeFirst();
        }
        double now = 0;
        for (double index : recent) {
            now += index / recent.size();
        }
        if (before == 0 || (!begun && windowsAbove == 0)) {
            before = now;
        }
        windowsAbove = now >= multiple * before ? windowsAbove + 1 : 0;
        windowsBelow = now < resolved * before ? windowsBelow + 1 : 0;
    }

    boolean isSeen() {
        return windowsAbove >= FOR_WINDOWS;
    }

    boolean isOver() {
        return windowsBelow >= settings.resolveWindows();
    }

    void clear() {
        recent.clear();
        before = 0;
        windowsAbove = 0;
        windowsBelow = 0;
    }

    void pack(Packer out) {
        out.real(before).number(windowsAbove).number(windowsBelow).number(recent.size());
        recent.forEach(out::real);
    }

    void unpack(Unpacker in) {
        before = in.real();
        windowsAbove = (int) in.number();
        windowsBelow = (int) in.number();
        for (int i = in.count(); i > 0; i--) {
            recent.addLast(in.real());
        }
    }
}
