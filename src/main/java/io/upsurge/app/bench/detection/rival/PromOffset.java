package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@code sum(rate(calls[5m])) / sum(rate(calls[5m] offset 1h)) >= m}, {@code for: 5m}: the whole fleet, one hour ago. */
final class PromOffset implements Rival {
    private static final int WINDOWS = 5;
    private static final int OFFSET = 60;
    private static final int FOR = 5;

    private final double multiple;
    private final Recent recent = new Recent(WINDOWS);
    private final Deque<Double> past = new ArrayDeque<>();
    private int above;

    PromOffset(double multiple) {
        this.multiple = multiple;
    }

    @Override
    public String name() {
        return "PromQL offset 1h";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums window = Sums.NONE;
        for (NodeTrace node : fleet.nodes()) {
            window = window.plus(
                    new Sums(node.rawOldCalls() + node.rawNewCalls(), node.rawOldSeconds() + node.rawNewSeconds(), 0));
        }
        Sums sums = recent.with(window);
        double rate = sums.seconds() == 0 ? 0 : sums.rate();
        past.addLast(rate);
        if (past.size() <= OFFSET) {
            return false;
        }
        double before = past.removeFirst();
        above = before > 0 && rate >= multiple * before ? above + 1 : 0;
        return above >= FOR;
    }
}
