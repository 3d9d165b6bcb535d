package io.upsurge.app.bench.detection.rival;

import io.upsurge.app.bench.detection.rival.FleetTrace.Sums;

/** Calls of the upgraded nodes over five minutes, start-up included, against their own hour before. */
final class NaiveRatio implements Rival {
    private static final int WINDOWS = 5;

    private final double multiple;
    private final Recent recent = new Recent(WINDOWS);

    NaiveRatio(double multiple) {
        this.multiple = multiple;
    }

    @Override
    public String name() {
        return "naive 5-min ratio";
    }

    @Override
    public boolean alarms(FleetTrace fleet) {
        Sums window = Sums.NONE;
        for (NodeTrace node : fleet.nodes()) {
            if (node.upgraded()) {
                window = window.plus(
                        new Sums(node.rawNewCalls(), node.rawNewSeconds(), node.baseline() * node.rawNewSeconds()));
            }
        }
        Sums sums = recent.with(window);
        return sums.expected() > 0 && sums.calls() >= multiple * sums.expected();
    }
}
