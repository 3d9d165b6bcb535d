package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;

/** Calls of the settled upgraded nodes over five minutes against their own hour before, for some windows in a row. */
final class OwnBaseline implements Rival {
    private static final int WINDOWS = 5;

    private final double multiple;
    private final int forWindows;
    private final Recent recent = new Recent(WINDOWS);
    private int above;

    OwnBaseline(double multiple, int forWindows) {
        this.multiple = multiple;
        this.forWindows = forWindows;
    }

    @Override
    public String name() {
        return forWindows == 1 ? "own baseline" : "own baseline, for " + forWindows + " min";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums sums = recent.with(fleet.settled(true));
        above = sums.expected() > 0 && sums.calls() >= multiple * sums.expected() ? above + 1 : 0;
        return above >= forWindows;
    }
}
