package io.upsurge.report;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.Phase;
import io.upsurge.model.RolloutFact;
import io.upsurge.model.Window;
import io.upsurge.report.RecordedRun.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one node ran, and how often it called on each version it stayed on. */
final class NodeLog {
    private static final int MOST_STRETCHES = 64;
    private static final int MOST_STAYS = 6;
    private static final int MOST_RESTARTS = 32;

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private final TreeSet<Long> restarts = new TreeSet<>();
    private String zone = "";
    private int dropped;

    /** A time over which version and phase did not change. */
    static final class Stretch {
        final long startMs;
        final String version;
        final Phase phase;
        long endMs;

        Stretch(long startMs, long endMs, String version, Phase phase) {
            this.startMs = startMs;
            this.endMs = endMs;
            this.version = version;
            this.phase = phase;
        }
    }

    /**
     * Takes in a row.
     *
     * @param warmUpMs length of the warm-up, milliseconds
     */
    void add(NodeRow row, Window window, long warmUpMs) {
        if (!row.zone().isEmpty()) {
            zone = row.zone();
        }
        if (row.restartedMs() > 0 && restarts.size() < MOST_RESTARTS) {
            restarts.add(row.restartedMs());
        }
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        boolean gap = last != null && last.endMs < window.startMs();
        boolean goesOn = last != null && !gap && last.phase == row.phase() && last.version.equals(row.version());
        if (goesOn) {
            last.endMs = window.endMs();
        } else if (stretches.size() < MOST_STRETCHES) {
            long start = Math.max(begin(row, window, warmUpMs), last == null ? Long.MIN_VALUE : last.startMs);
            if (last != null && !gap) {
                last.endMs = start;
            }
            stretches.add(new Stretch(start, window.endMs(), row.version(), row.phase()));
        } else {
            dropped++;
        }
        stay(row);
    }

    /**
     * Takes in that the container started, from a roll-out fact; in the order of time. It warms up, and is settled then.
     *
     * @param start the fact
     * @param untilMs when it ended, or the end of what is shown
     * @param range what is shown
     */
    void started(RolloutFact start, long untilMs, Range range) {
        if (!start.zone().isEmpty()) {
            zone = start.zone();
        }
        String version = start.version().id();
        Stay last = lastStay();
        if (last == null || !last.version().equals(version)) {
            if (stays.size() < MOST_STAYS) {
                stays.add(new Stay(version, start.sinceMs()));
            } else {
                dropped++;
            }
        }
        long settledMs = start.sinceMs() + range.warmUpMs();
        Stay stay = stayOf(version);
        if (stay != null && untilMs > settledMs) {
            stay.settled((int) Math.min(Integer.MAX_VALUE, (untilMs - settledMs) / range.windowMs()));
        }
        if (start.sinceMs() >= range.fromMs() && restarts.size() < MOST_RESTARTS) {
            restarts.add(start.sinceMs());
        }
        stretch(start.sinceMs(), Math.min(settledMs, untilMs), version, Phase.WARMING, range);
        stretch(settledMs, untilMs, version, Phase.STEADY, range);
    }

    private void stretch(long startMs, long endMs, String version, Phase phase, Range range) {
        long begin = Math.max(startMs, range.fromMs());
        long end = Math.min(endMs, range.toMs());
        if (begin >= end) {
            return;
        }
        if (stretches.size() < MOST_STRETCHES) {
            stretches.add(new Stretch(begin, end, version, phase));
        } else {
            dropped++;
        }
    }

    /** What it ran at an instant; empty where it is not known. */
    Optional<Stretch> at(long timeMs) {
        return stretches.stream()
                .filter(stretch -> stretch.startMs <= timeMs && timeMs < stretch.endMs)
                .findFirst();
    }

    /** When the row's version and phase began; the start of the window where that was before it. */
    private static long begin(NodeRow row, Window window, long warmUpMs) {
        long since =
                switch (row.phase()) {
                    case STEADY -> row.restartedMs() > 0 ? row.restartedMs() + warmUpMs : 0;
                    case WARMING, PENDING -> row.restartedMs();
                };
        return since > window.startMs() && since < window.endMs() ? since : window.startMs();
    }

    private void stay(NodeRow row) {
        if (row.phase() == Phase.PENDING) {
            return;
        }
        Stay last = lastStay();
        if (last == null || !last.version().equals(row.version())) {
            if (last != null && isFirstWord(last, row)) {
                last.rename(row.version());
            } else if (stays.size() < MOST_STAYS) {
                stays.add(new Stay(row.version(), row.versionSinceMs()));
            } else {
                dropped++;
            }
        }
    }

    /** The first roll-out fact names what ran all along; it is no move. */
    private static boolean isFirstWord(Stay last, NodeRow row) {
        return last.version().equals("unknown") && row.versionSinceMs() <= last.sinceMs();
    }

    /** The stay that rows of this version count for; null where there is none. */
    Stay stayOf(String version) {
        Stay last = lastStay();
        return last != null && last.version().equals(version) ? last : null;
    }

    private Stay lastStay() {
        return stays.isEmpty() ? null : stays.get(stays.size() - 1);
    }

    List<Stretch> stretches() {
        return stretches;
    }

    List<Stay> stays() {
        return stays;
    }

    SortedSet<Long> restarts() {
        return restarts;
    }

    String zone() {
        return zone;
    }

    /** Rows that had no room for a stretch or stay of their own. */
    int dropped() {
        return dropped;
    }

    /** When it first moved to another version, milliseconds since 1970-01-01T00:00Z; 0 if never. */
    long movedMs() {
        return stays.size() < 2 ? 0 : stays.get(1).sinceMs();
    }
}
