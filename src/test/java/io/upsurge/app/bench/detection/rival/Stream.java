package io.upsurge.app.bench.detection.rival;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hand-made windows of a fleet: node i calls {@code 10 + i} times a minute, give or take a call. */
final class Stream {
    static final GroupId GROUP = new GroupId("s", "{}");
    static final int NODES = 20;

    final FleetTrace fleet = new FleetTrace(GROUP);
    private final Rival rival;
    private int window;
    int spokeAt = -1;

    Stream(Rival rival) {
        this.rival = rival;
    }

    /** Windows in which the first nodes run the new version and call that many times as often. */
    Stream windows(int windows, int upgraded, double factor, double load) {
        for (int w = 0; w < windows; w++) {
            List<NodeRow> rows = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                double calls = (10 + i) * load * (i < upgraded ? factor : 1) + (window + i) % 3 - 1;
                rows.add(row(i, i < upgraded ? "B" : "A", Phase.STEADY, calls, 0));
            }
            play(rows);
        }
        return this;
    }

    /** A window in which the first nodes start on the new version, with so many minutes' worth of calls at once. */
    Stream restart(int upgraded, double minutes) {
        List<NodeRow> rows = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            boolean starts = i < upgraded;
            rows.add(row(
                    i,
                    starts ? "B" : "A",
                    starts ? Phase.WARMING : Phase.STEADY,
                    10 + i,
                    starts ? minutes * (10 + i) : 0));
        }
        play(rows);
        return this;
    }

    private static NodeRow row(int node, String version, Phase phase, double calls, double burst) {
        return new NodeRow(
                "n" + node,
                version,
                1,
                0,
                phase,
                60_000,
                Map.of(GROUP, new Cell(calls, 60_000, burst, 0)),
                Map.of(),
                "");
    }

    private void play(List<NodeRow> rows) {
        window++;
        fleet.take(rows);
        if (rival.alarms(fleet) && fleet.anyUpgraded() && spokeAt < 0) {
            spokeAt = window;
        }
        fleet.learn();
    }
}
