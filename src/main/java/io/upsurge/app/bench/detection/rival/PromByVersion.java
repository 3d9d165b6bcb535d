package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;

/**
 * {@code rate(calls[5m])} per node of the new version over that of the old one {@code >= m}, {@code for: 5m}. A new pod is a
 * new series: what it shows at its first scrape is no increase.
 */
final class PromByVersion implements Rival {
    private static final int WINDOWS = 5;
    private static final int FOR = 5;

    private final double multiple;
    private final Recent recentOld = new Recent(WINDOWS);
    private final Recent recentNew = new Recent(WINDOWS);
    private int above;

    PromByVersion(double multiple) {
        this.multiple = multiple;
    }

    @Override
    public String name() {
        return "PromQL by version";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums before = Sums.NONE;
        Sums after = Sums.NONE;
        for (NodeTrace node : fleet.nodes()) {
            before = before.plus(new Sums(node.rawOldCalls(), node.rawOldSeconds(), 0));
            after = after.plus(new Sums(node.newCalls(), node.newSeconds(), 0));
        }
        Sums old = recentOld.with(before);
        Sums fresh = recentNew.with(after);
        boolean both = old.seconds() > 0 && fresh.seconds() > 0 && old.calls() > 0;
        above = both && fresh.rate() >= multiple * old.rate() ? above + 1 : 0;
        return above >= FOR;
    }
}
