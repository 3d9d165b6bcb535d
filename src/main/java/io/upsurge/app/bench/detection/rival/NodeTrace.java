package io.upsurge.app.bench.detection.rival;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.node.Phase;
import io.upsurge.detect.signal.GroupId;
import java.util.List;

/** What is known of one node: the last hour on the version it had first, and the present window. */
final class NodeTrace {
    /** Windows that are remembered from before the upgrade. */
    static final int HOUR = 60;

    private static final double WINDOW_SECONDS = 60;
    /** Half-life of an hour. */
    private static final double DECAY = Math.pow(2, -1.0 / 60);

    private final String oldVersion;
    private final double[] oldCalls = new double[HOUR];
    private final double[] oldSeconds = new double[HOUR];
    private int oldWindows;
    private double sumCalls;
    private double sumSeconds;
    private double levelCalls;
    private double levelSeconds;
    private boolean upgraded;
    private double steadyCalls;
    private double steadySeconds;
    private double rawOldCalls;
    private double rawOldSeconds;
    private double rawNewCalls;
    private double rawNewSeconds;
    private double newCalls;
    private double newSeconds;

    NodeTrace(String oldVersion) {
        this.oldVersion = oldVersion;
    }

    /** Takes in the rows of a window; none where the node was silent. */
    void take(List<NodeRow> rows, GroupId group) {
        clear();
        for (NodeRow row : rows) {
            Cell cell = row.cells().get(group);
            double calls = cell == null ? 0 : cell.calls() + cell.burst();
            upgraded = !row.version().equals(oldVersion);
            if (upgraded) {
                rawNewCalls += calls;
                newCalls += cell == null ? 0 : cell.calls();
                newSeconds += row.exposureMs() / 1000.0;
            } else {
                rawOldCalls += calls;
                rawOldSeconds += row.exposureMs() / 1000.0;
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        if (upgraded) {
            // What came with a restart has no exposure; rate() divides by the time all the same.
            rawNewSeconds = Math.max(1, WINDOW_SECONDS - rawOldSeconds);
        } else {
            rawOldSeconds = WINDOW_SECONDS;
        }
        NodeRow row = rows.get(0);
        if (rows.size() == 1 && row.phase() == Phase.STEADY) {
            Cell cell = row.cells().get(group);
            steadyCalls = cell == null ? 0 : cell.calls();
            steadySeconds = (cell == null ? row.exposureMs() : cell.exposureMs()) / 1000.0;
        }
    }

    private void clear() {
        steadyCalls = 0;
        steadySeconds = 0;
        rawOldCalls = 0;
        rawOldSeconds = 0;
        rawNewCalls = 0;
        rawNewSeconds = 0;
        newCalls = 0;
        newSeconds = 0;
    }

    /**
     * Learns from the window, after everybody has looked: a node on its old version, settled.
     *
     * @param index how much the fleet was above its level
     */
    void learn(double index) {
        if (upgraded || steadySeconds == 0) {
            return;
        }
        levelCalls = DECAY * levelCalls + steadyCalls / index;
        levelSeconds = DECAY * levelSeconds + steadySeconds;
        int slot = oldWindows % HOUR;
        sumCalls += steadyCalls - oldCalls[slot];
        sumSeconds += steadySeconds - oldSeconds[slot];
        oldCalls[slot] = steadyCalls;
        oldSeconds[slot] = steadySeconds;
        oldWindows++;
    }

    boolean upgraded() {
        return upgraded;
    }

    /** Whether it was settled in this window, and enough is known of before. */
    boolean counts() {
        return steadySeconds > 0 && oldWindows >= 5;
    }

    /** Calls of this window on a settled node. */
    double calls() {
        return steadyCalls;
    }

    /** Time over which they were counted, seconds. */
    double seconds() {
        return steadySeconds;
    }

    /** Its own rate over the hour before, calls per second. */
    double baseline() {
        return sumSeconds == 0 ? 0 : sumCalls / sumSeconds;
    }

    /** Calls of this window that its own hour before lets expect. */
    double expected() {
        return baseline() * steadySeconds;
    }

    /** Calls of this window that its level lets expect: its own past, with what the whole fleet did taken out of it. */
    double expectedOfLevel() {
        return levelSeconds == 0 ? 0 : levelCalls / levelSeconds * steadySeconds;
    }

    /** Rate in the window that lies so many observed windows before the upgrade, 0 for the last; NaN without one. */
    double rateBefore(int windows) {
        if (windows >= Math.min(HOUR, oldWindows)) {
            return Double.NaN;
        }
        int slot = (oldWindows - 1 - windows) % HOUR;
        return oldCalls[slot] / oldSeconds[slot];
    }

    double rawOldCalls() {
        return rawOldCalls;
    }

    double rawOldSeconds() {
        return rawOldSeconds;
    }

    /** All calls of this window on the new version, start-up included, as {@code increase()} counts them. */
    double rawNewCalls() {
        return rawNewCalls;
    }

    double rawNewSeconds() {
        return rawNewSeconds;
    }

    /** Calls of this window on the new version since its first scrape, settled or not. */
    double newCalls() {
        return newCalls;
    }

    double newSeconds() {
        return newSeconds;
    }
}
